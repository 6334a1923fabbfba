update workers
set last_seen = :#now, free_slots = cast(:#free_slots as integer),
  instance_until = case when :#instance = '' then instance_until else :#instance_until end
where worker_id = :#worker_id and (instance = '' or :#instance = '' or instance = :#instance)
returning worker_id
