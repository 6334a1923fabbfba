update tasks
set queue_seen = :#now
where status = 'pending' and (queue_attempt is null or queue_attempt <> attempt) and queue_seen is null
