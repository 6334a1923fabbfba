select c.worker_id from codebases c where c.id = :#codebase_id and c.worker_id is not null
union all select s.worker_id from codebase_workers s where s.codebase_id = :#codebase_id
