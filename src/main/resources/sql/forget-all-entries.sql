update tasks
set queue_attempt = null, queue_entry = null, queue_generation = null, queue_seen = ''
where status = 'pending' and queue_generation <> :#generation
