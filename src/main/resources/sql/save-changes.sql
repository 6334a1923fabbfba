-- Before the task itself: changes count only where the same attempt's outcome names them.
insert into task_changes (task_id, attempt, details, diff)
select t.id, t.attempt, cast(:#details as text), cast(:#diff as text)
from tasks t
where t.id = :#id and t.status = 'running' and t.worker_id = :#worker_id and t.attempt = coalesce(:#attempt, t.attempt)
on conflict (task_id) do update set attempt = excluded.attempt, details = excluded.details, diff = excluded.diff
