insert into sessions (codebase_id, id, worker_id, updated_at, session)
values (:#codebase_id, :#id, :#worker_id, :#updated_at, :#session)
on conflict (codebase_id, id) do update set worker_id = excluded.worker_id,
  updated_at = excluded.updated_at, session = excluded.session
