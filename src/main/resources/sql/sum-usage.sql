-- By day in UTC and codebase, the latest first, from the index alone. Each row has the sums of all as well.
with days as materialized (
  select substr(t.completed_at, 1, 10) as day, t.codebase_id, count(*) as tasks,
    sum(coalesce(t.usage_input, 0)) as input, sum(coalesce(t.usage_output, 0)) as output,
    sum(coalesce(t.usage_reasoning, 0)) as reasoning, sum(coalesce(t.usage_cache_read, 0)) as cache_read,
    sum(coalesce(t.usage_cache_write, 0)) as cache_write, sum(coalesce(t.usage_cost, 0)) as cost
  from tasks t
  where t.completed_at >= :#since and (:#codebase_id = '' or t.codebase_id = :#codebase_id)
    and coalesce(t.usage_input, t.usage_output, t.usage_reasoning, t.usage_cache_read, t.usage_cache_write,
      t.usage_cost) is not null
  group by substr(t.completed_at, 1, 10), t.codebase_id)
select d.day, d.codebase_id, c.name as codebase_name, d.tasks, d.input, d.output, d.reasoning, d.cache_read,
  d.cache_write, d.cost, sum(d.tasks) over () as total_tasks, sum(d.input) over () as total_input,
  sum(d.output) over () as total_output, sum(d.reasoning) over () as total_reasoning,
  sum(d.cache_read) over () as total_cache_read, sum(d.cache_write) over () as total_cache_write,
  sum(d.cost) over () as total_cost
from days d
left join codebases c on c.id = d.codebase_id
order by d.day desc, d.codebase_id
limit 10000
