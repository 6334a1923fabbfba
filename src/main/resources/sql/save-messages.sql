insert into session_messages (codebase_id, session_id, id, worker_id, created_at, message)
values (:#codebase_id, :#session_id, :#id, :#worker_id, :#created_at, :#message)
on conflict (codebase_id, session_id, id) do update set worker_id = excluded.worker_id,
  created_at = excluded.created_at, message = excluded.message
