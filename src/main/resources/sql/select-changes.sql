select c.details, c.diff
from tasks t
join task_changes c on c.task_id = t.id and c.attempt = t.attempt
where t.id = :#id and t.changes is not null
