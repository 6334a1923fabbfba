update tasks
set status = case when cancel_requested_at is null then 'pending' else 'cancelled' end,
  completed_at = case when cancel_requested_at is null then null else :#now end,
  worker_id = null, started_at = null
where id = :#id and status = 'running' and worker_id = :#worker_id and attempt = coalesce(:#attempt, attempt)
returning *
