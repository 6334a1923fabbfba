update tasks
set seen_at = :#now
where worker_id = :#worker_id and status = 'running' and (:#tells = 0 or id in (:#in:running))
