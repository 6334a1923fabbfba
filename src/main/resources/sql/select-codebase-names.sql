select worker_id, name from codebases where worker_id is not null
union all select s.worker_id, c.name from codebase_workers s join codebases c on c.id = s.codebase_id
order by name
