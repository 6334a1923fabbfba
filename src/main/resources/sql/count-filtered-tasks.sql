select t.status, count(*) as number
from tasks t
where (:#codebase_id = '' or t.codebase_id = :#codebase_id)
  and (:#worker_id = '' or t.worker_id = :#worker_id)
  and (:#q = '' or t.id like :#beginning escape '!'
    or lower(t.title) like :#inside escape '!' or lower(t.prompt) like :#inside escape '!')
group by t.status
