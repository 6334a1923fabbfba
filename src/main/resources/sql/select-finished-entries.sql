select id, codebase_id, queue_entry
from tasks
where queue_entry is not null and status in ('completed', 'failed', 'cancelled')
limit 500
