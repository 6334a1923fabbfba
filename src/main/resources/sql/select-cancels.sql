select w.worker_id, t.id
from workers w
left join tasks t on t.worker_id = w.worker_id and t.status = 'running' and t.cancel_requested_at is not null
where w.worker_id = :#worker_id
