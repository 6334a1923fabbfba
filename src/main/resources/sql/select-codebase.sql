select c.*, (select string_agg(s.worker_id, ',' order by s.worker_id)
  from codebase_workers s where s.codebase_id = c.id) as workers
from codebases c
where c.id = :#codebase_id
