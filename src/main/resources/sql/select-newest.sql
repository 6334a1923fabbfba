select t.id, t.codebase_id, t.title, t.agent_type, t.status, t.priority, t.created_at, t.started_at, t.completed_at,
  t.session_id, t.worker_id, t.attempt, t.cancel_requested_at,
  (select c.name from codebases c where c.id = t.codebase_id) as codebase_name
from tasks t
where (:#codebase_id = '' or t.codebase_id = :#codebase_id)
  and (:#worker_id = '' or t.worker_id = :#worker_id)
  and (:#q = '' or t.id like :#beginning escape '!'
    or lower(t.title) like :#inside escape '!' or lower(t.prompt) like :#inside escape '!')
order by t.created_at desc, t.id
limit :#limit
