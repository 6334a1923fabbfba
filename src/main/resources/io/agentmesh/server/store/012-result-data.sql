-- The result as data: what an attempt changed and used, and what hooks add.
alter table tasks add column changes text;               -- a JSON object: the changes without what may be long
alter table tasks add column data text;                  -- a JSON object
alter table tasks add column usage_model text;
alter table tasks add column usage_input bigint;         -- tokens, as the next four; null where unknown
alter table tasks add column usage_output bigint;
alter table tasks add column usage_reasoning bigint;
alter table tasks add column usage_cache_read bigint;
alter table tasks add column usage_cache_write bigint;
alter table tasks add column usage_cost bigint;          -- in billionths of a US dollar
-- Serves retention as before, and the sums of usage from the index alone.
drop index tasks_by_end;
create index tasks_by_end on tasks (completed_at, codebase_id, usage_input, usage_output, usage_reasoning,
    usage_cache_read, usage_cache_write, usage_cost) where completed_at is not null;

-- What is long of the changes has a table of its own: nothing that reads tasks reads a diff on the way.
create table task_changes (
    task_id text primary key references tasks (id) on delete cascade,
    attempt integer not null,             -- whose changes these are; those of an attempt that is over count for nothing
    details text not null,                -- a JSON object: commits, files, refs
    diff    text
);

-- Why a worker doesn't take a pending task yet, by its latest heartbeat.
create table worker_waits (
    worker_id text not null references workers (worker_id) on delete cascade,
    task_id   text not null references tasks (id) on delete cascade,
    reason    text not null,
    detail    text,
    primary key (task_id, worker_id)
);
create index worker_waits_by_worker on worker_waits (worker_id);
alter table workers add column free_slots integer;  -- by its latest heartbeat; null where it doesn't say
