-- As many tasks as server.task-page bytes hold, and at least one. The database knows the size of a text without reading it.
with chosen as materialized (
  select f.id, row_number() over (order by f.priority desc, f.created_at, f.id) as turn
  from (select t.id, t.priority, t.created_at
    from tasks t
    where t.status in (:#in:statuses) and (:#codebase_id = '' or t.codebase_id = :#codebase_id)
    order by t.priority desc, t.created_at, t.id
    limit :#limit) f),
sized as (
  select chosen.id, chosen.turn, sum(500 + octet_length(t.title) + octet_length(t.metadata)
    + coalesce(octet_length(t.changes), 0)
    + case when :#fields = '' then octet_length(t.prompt) + coalesce(octet_length(t.result), 0)
      + coalesce(octet_length(t.error), 0) + coalesce(octet_length(t.data), 0)
      + coalesce(octet_length(c.details), 0) else 0 end) over (order by chosen.turn) as bytes
  from chosen join tasks t on t.id = chosen.id
  left join task_changes c on c.task_id = t.id and c.attempt = t.attempt and t.changes is not null)
select t.id, t.codebase_id, t.title, t.agent_type, t.status, t.priority, t.created_at, t.started_at, t.completed_at,
  t.session_id, t.metadata, t.worker_id, t.attempt, t.said_batches, t.said_bytes, t.dropped_bytes, t.attempt_batches,
  t.changes, t.usage_model, t.usage_input, t.usage_output, t.usage_reasoning, t.usage_cache_read, t.usage_cache_write,
  t.usage_cost,
  case when :#fields = '' then t.data end as data,
  case when :#fields = '' then c.details end as details,
  case when :#fields = '' then t.prompt end as prompt,
  case when :#fields = '' then t.result end as result,
  case when :#fields = '' then t.error end as error,
  case when :#fields <> '' then octet_length(t.prompt) end as prompt_bytes
from sized join tasks t on t.id = sized.id
left join task_changes c on c.task_id = t.id and c.attempt = t.attempt and t.changes is not null
where sized.turn = 1 or sized.bytes <= cast(:#${properties:server.task-page} as bigint)
order by t.priority desc, t.created_at, t.id
