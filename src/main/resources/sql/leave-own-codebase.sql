update codebases
set worker_id = null
where worker_id = :#worker_id and path = :#path and name = :#name
  and not exists (select 1 from codebases s where s.worker_id is null and s.name = :#name)
