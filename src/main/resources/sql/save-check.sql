insert into server_check (id, checked_at, padding)
values (1, :#now, :#padding)
on conflict (id) do update set checked_at = excluded.checked_at, padding = excluded.padding
