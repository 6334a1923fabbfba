-- Reads the index of the worker's codebases, and nothing of anybody else's: the cross join has SQLite begin with these few.
with served as materialized (
  select s.id, case when s.id not in ('__pending__', 'global') and exists (select 1 from tasks r
    where r.worker_id = :#worker_id and r.status = 'running' and r.codebase_id = s.id) then 1 else 0 end as busy
  from (
    select '__pending__' as id
    union select 'global'
    union select c.id from codebases c where c.worker_id = :#worker_id
    union select w.codebase_id from codebase_workers w where w.worker_id = :#worker_id) s
  where s.id not in (:#in:busy) and (:#codebase_id = '' or s.id = :#codebase_id)),
-- Of each codebase the first comes before the second of any, and where this worker is at work last.
found as materialized (
  select t.id, t.priority, t.created_at, served.busy,
    row_number() over (partition by t.codebase_id order by t.priority desc, t.created_at, t.id) as place
  from served cross join tasks t
  where t.codebase_id = served.id and t.status in (:#in:statuses)),
chosen as materialized (
  select f.id, f.busy, f.place,
    row_number() over (order by f.busy, f.place, f.priority desc, f.created_at, f.id) as turn
  from found f
  order by turn
  limit :#limit),
sized as (
  select chosen.id, chosen.turn, chosen.busy, chosen.place, sum(500 + octet_length(t.title) + octet_length(t.metadata)
    + case when :#fields = '' then octet_length(t.prompt) + coalesce(octet_length(t.result), 0)
      + coalesce(octet_length(t.error), 0) else 0 end) over (order by chosen.turn) as bytes
  from chosen join tasks t on t.id = chosen.id)
select t.id, t.codebase_id, t.title, t.agent_type, t.status, t.priority, t.created_at, t.started_at, t.completed_at,
  t.session_id, t.metadata, t.worker_id, t.attempt, t.said_batches, t.said_bytes, t.dropped_bytes, t.attempt_batches,
  case when :#fields = '' then t.prompt end as prompt,
  case when :#fields = '' then t.result end as result,
  case when :#fields = '' then t.error end as error,
  case when :#fields <> '' then octet_length(t.prompt) end as prompt_bytes
from sized join tasks t on t.id = sized.id
-- A large task that the worker doesn't take hides none: each codebase's first is there up to 24 times those bytes.
where sized.turn = 1 or sized.bytes <= cast(:#${properties:server.task-page} as bigint)
  or sized.place = 1 and sized.busy = 0 and sized.bytes / 24 <= cast(:#${properties:server.task-page} as bigint)
order by t.priority desc, t.created_at, t.id
