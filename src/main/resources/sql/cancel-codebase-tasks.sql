update tasks
set status = 'cancelled', completed_at = :#now, error = 'its codebase was deleted'
where codebase_id = :#codebase_id and status = 'pending'
returning id, codebase_id, title, agent_type, status, priority, created_at, started_at, completed_at,
  session_id, worker_id, attempt, cancel_requested_at
