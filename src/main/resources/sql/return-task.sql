update tasks
set status = :#status, error = :#error, completed_at = :#completed_at, worker_id = :#holder,
  started_at = case when :#status = 'pending' then null else started_at end, times_lost = times_lost + 1
where id = :#id and status = 'running' and attempt = :#attempt and seen_at = :#seen_at
returning *
