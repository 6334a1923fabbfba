update tasks
set cancel_requested_at = coalesce(cancel_requested_at, :#now),
  completed_at = case when status = 'pending' then :#now else completed_at end,
  status = case when status = 'pending' then 'cancelled' else status end
where id = :#id and status in ('pending', 'running')
returning *
