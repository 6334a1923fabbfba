select c.*, (select string_agg(s.worker_id, ',' order by s.worker_id)
  from codebase_workers s where s.codebase_id = c.id) as workers
from codebases c
where c.id in (select o.id from codebases o where o.worker_id = :#worker_id
  union all select s.codebase_id from codebase_workers s where s.worker_id = :#worker_id)
order by c.name, c.id
