select t.id, t.attempt, t.seen_at, t.worker_id, t.codebase_id, t.times_lost, t.cancel_requested_at,
  c.worker_id as pinned_to, c.id as known, w.worker_id as is_heard
from tasks t
left join codebases c on c.id = t.codebase_id
left join workers w on w.worker_id = t.worker_id and w.last_seen >= :#silent_since
where t.status = 'running' and t.seen_at < :#silent_since
  and (c.worker_id is null or w.worker_id is not null or t.seen_at < :#pinned_since)
order by t.seen_at
limit 500
