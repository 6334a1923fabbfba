insert into codebase_workers (codebase_id, worker_id, path)
select c.id, :#worker_id, :#path from codebases c where c.worker_id is null and c.name = :#name
on conflict (worker_id, codebase_id) do update set path = excluded.path
