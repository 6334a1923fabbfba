insert into sessions (codebase_id, id, worker_id, updated_at, session)
values (:#codebase_id, :#session_id, :#worker_id, :#now, :#session)
on conflict (codebase_id, id) do nothing
