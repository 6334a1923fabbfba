update tasks
set queue_attempt = :#attempt, queue_entry = :#entry, queue_generation = :#generation, queue_seen = null
where id = :#id
