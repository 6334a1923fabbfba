update tasks
set status = 'running', worker_id = :#worker_id, attempt = attempt + 1, attempt_batches = 0,
  said_batches = null, said_bytes = null, dropped_bytes = null, started_at = :#now, seen_at = :#now
where id = :#id and status = 'pending'
  and (codebase_id in ('__pending__', 'global')
    or codebase_id in (select c.id from codebases c where c.worker_id = :#worker_id)
    or codebase_id in (select s.codebase_id from codebase_workers s where s.worker_id = :#worker_id))
returning *
