select w.*,
  (select count(*) from tasks t where t.worker_id = w.worker_id and t.status = 'completed') as tasks_completed,
  (select count(*) from tasks t where t.worker_id = w.worker_id and t.status = 'failed') as tasks_failed,
  (select count(*) from tasks t where t.worker_id = w.worker_id and t.status = 'running') as tasks_running
from workers w
order by w.name, w.worker_id
