-- Returns no row where the id is that of another instance that is alive.
insert into workers (worker_id, name, capabilities, hostname, registered_at, last_seen, instance, instance_until)
values (:#worker_id, :#name, :#capabilities, :#hostname, :#now, :#now, :#instance, :#instance_until)
on conflict (worker_id) do update set name = excluded.name, capabilities = excluded.capabilities,
  hostname = excluded.hostname, last_seen = excluded.last_seen, free_slots = null, instance = excluded.instance,
  instance_until = excluded.instance_until
where workers.instance = '' or excluded.instance = '' or workers.instance = excluded.instance
  or workers.instance_until < excluded.last_seen or workers.instance_until > :#instance_latest
returning *
