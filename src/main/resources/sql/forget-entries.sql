update tasks
set queue_attempt = null, queue_entry = null
where id = :#id and queue_entry = :#queue_entry
