select id, codebase_id, queue_entry
from tasks
where status = 'pending' and queue_attempt = attempt and id > :#after
order by id
limit 1000
