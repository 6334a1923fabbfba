-- The most urgent ones, with at most 4,000,000 characters of texts together, and at least one.
update tasks
set queue_seen = :#now
where status = 'pending' and (queue_attempt is null or queue_attempt <> attempt) and queue_seen < :#before
  and id in (select s.id from (
    select m.id, sum(length(m.prompt) + length(m.metadata))
      over (order by m.priority desc, m.created_at, m.id) - length(m.prompt) as size
    from (select t.id, t.priority, t.created_at, t.prompt, t.metadata
      from tasks t
      where t.status = 'pending' and (t.queue_attempt is null or t.queue_attempt <> t.attempt)
        and t.queue_seen < :#before
      order by t.priority desc, t.created_at, t.id
      limit 200) m) s
    where s.size < 4000000)
returning *
