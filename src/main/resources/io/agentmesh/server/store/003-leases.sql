alter table tasks add column seen_at text;                          -- when its holder last gave a sign that it runs
alter table tasks add column times_lost integer not null default 0; -- how often its holder was not heard of any more
update tasks set seen_at = coalesce(started_at, created_at) where status = 'running';
