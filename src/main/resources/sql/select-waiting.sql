-- Why pending tasks wait, a row each: what the server knows comes before what a worker reported to it.
with asked as materialized (
  select t.id, t.codebase_id, t.priority, t.created_at
  from tasks t
  where t.id in (:#in:ids) and t.status = 'pending'),
-- The registered workers that may run them. Any may run what belongs to no codebase.
serving as materialized (
  select c.id as codebase_id, w.worker_id, w.last_seen, w.free_slots
  from codebases c join workers w on w.worker_id = c.worker_id
  where c.id in (select a.codebase_id from asked a)
  union all
  select s.codebase_id, w.worker_id, w.last_seen, w.free_slots
  from codebase_workers s join workers w on w.worker_id = s.worker_id
  where s.codebase_id in (select a.codebase_id from asked a)
  union all
  select f.codebase_id, w.worker_id, w.last_seen, w.free_slots
  from (select distinct a.codebase_id from asked a where a.codebase_id in ('__pending__', 'global')) f cross join workers w),
latest as materialized (
  select s.codebase_id, max(s.last_seen) as last_seen,
    max(case when s.last_seen >= :#active_since then coalesce(s.free_slots, 1) end) as free_slots
  from serving s group by s.codebase_id),
-- Of what several workers report of one task, a reason that passes by itself comes first: slots_busy, hook, folder_busy, answer.
reported as materialized (
  select a.id, m.reason, m.detail, row_number() over (partition by a.id order by m.reason desc, m.worker_id) as place
  from asked a
  join worker_waits m on m.task_id = a.id
  join serving s on s.codebase_id = a.codebase_id and s.worker_id = m.worker_id and s.last_seen >= :#active_since)
select a.id,
  case when l.last_seen is null then 'no_worker'
    when l.last_seen < :#active_since then 'worker_offline'
    when reported.reason is not null then reported.reason
-- A worker without a free slot doesn't look at what is new.
    when l.free_slots = 0 then 'slots_busy' else 'next' end as waiting_reason,
  case when l.last_seen < :#active_since then 'since ' || l.last_seen else reported.detail end as waiting_detail,
-- A list counts its rows instead.
  case when cast(:#counts as integer) = 1 then (select count(*) + 1 from tasks b
    where b.codebase_id = a.codebase_id and b.status = 'pending' and (b.priority > a.priority
      or b.priority = a.priority and (b.created_at < a.created_at or b.created_at = a.created_at and b.id < a.id)))
    end as waiting_position
from asked a
left join latest l on l.codebase_id = a.codebase_id
left join reported on reported.id = a.id and reported.place = 1
