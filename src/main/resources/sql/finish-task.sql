update tasks
set status = :#status, result = :#result, error = :#error, session_id = coalesce(:#session_id, session_id),
  completed_at = :#now, said_batches = :#said_batches, said_bytes = :#said_bytes, dropped_bytes = :#dropped_bytes
where id = :#id and status = 'running' and worker_id = :#worker_id and attempt = coalesce(:#attempt, attempt)
returning *
