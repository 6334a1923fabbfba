select count(*)
from tasks
where id = :#id and status = 'pending'
  and (codebase_id in ('__pending__', 'global')
    or codebase_id in (select c.id from codebases c where c.worker_id = :#worker_id)
    or codebase_id in (select s.codebase_id from codebase_workers s where s.worker_id = :#worker_id))
