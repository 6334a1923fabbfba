insert into worker_waits (worker_id, task_id, reason, detail)
select w.worker_id, t.id, cast(:#reason as text), cast(:#detail as text)
from workers w cross join tasks t
where w.worker_id = :#worker_id and t.id = :#task_id and t.status = 'pending'
on conflict (task_id, worker_id) do update set reason = excluded.reason, detail = excluded.detail
