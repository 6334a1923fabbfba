update tasks
set status = :#status, result = :#result, error = :#error, session_id = coalesce(:#session_id, session_id),
  completed_at = :#now, said_batches = :#said_batches, said_bytes = :#said_bytes, dropped_bytes = :#dropped_bytes,
  changes = :#changes, data = :#data, usage_model = :#usage_model, usage_input = :#usage_input,
  usage_output = :#usage_output, usage_reasoning = :#usage_reasoning, usage_cache_read = :#usage_cache_read,
  usage_cache_write = :#usage_cache_write, usage_cost = :#usage_cost
where id = :#id and status = 'running' and worker_id = :#worker_id and attempt = coalesce(:#attempt, attempt)
returning *
