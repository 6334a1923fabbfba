-- Texts, whole numbers and nothing else, so that SQLite and PostgreSQL read one and the same script.
-- Times are ISO-8601 in UTC with six digits of a second and Z: their order as text is their order in time.

create table workers (
    worker_id     text primary key,
    name          text not null,
    capabilities  text not null,        -- a JSON array
    hostname      text not null,
    registered_at text not null,
    last_seen     text not null
);

create table codebases (
    id             text primary key,
    name           text not null,
    path           text not null,
    description    text,
    agent_config   text,                -- a JSON object
    status         text not null,
    worker_id      text not null,
    registered_at  text not null,
    last_triggered text,
    unique (worker_id, path)
);

create table tasks (
    id                  text primary key,
    codebase_id         text not null,  -- no foreign key: __pending__ and global are no codebases
    title               text not null,
    prompt              text not null,
    agent_type          text not null,
    status              text not null,
    priority            integer not null,
    metadata            text not null,  -- a JSON object
    worker_id           text,           -- the holder; who it was, once the task is over
    attempt             integer not null default 0,
    cancel_requested_at text,
    created_at          text not null,
    started_at          text,
    completed_at        text,
    session_id          text,
    result              text,
    error               text
);
-- A worker's poll reads this index in the order of the answer.
create index tasks_by_status on tasks (status, priority desc, created_at, id, codebase_id);
-- What people watch begins with the newest.
create index tasks_by_age on tasks (created_at desc, id);
create index tasks_by_codebase on tasks (codebase_id);
create index tasks_by_worker on tasks (worker_id, status);

create table task_output (
    task_id   text not null references tasks (id) on delete cascade,
    position  integer not null,         -- 1, 2, … in the order of arrival
    attempt   integer not null,
    seq       bigint,                   -- the worker's own count; null where it doesn't count
    worker_id text not null,
    timestamp text not null,
    output    text not null,
    primary key (task_id, position),
    unique (task_id, attempt, seq)
);
