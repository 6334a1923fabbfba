select id, cancel_requested_at
from tasks
where worker_id = :#worker_id and status = 'running' and cancel_requested_at is not null
