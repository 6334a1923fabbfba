-- A codebase without a worker_id is shared. No statement that both stores know lifts a "not null": the table is made anew.
create table codebases_2 (
    id             text primary key,
    name           text not null,
    path           text not null,
    description    text,
    agent_config   text,
    status         text not null,
    worker_id      text,
    registered_at  text not null,
    last_triggered text,
    unique (worker_id, path)
);
insert into codebases_2 (id, name, path, description, agent_config, status, worker_id, registered_at, last_triggered)
select id, name, path, description, agent_config, status, worker_id, registered_at, last_triggered from codebases;
drop table codebases;
alter table codebases_2 rename to codebases;
create unique index codebases_shared_by_name on codebases (name) where worker_id is null;

-- Who serves a shared codebase, and where it lies there.
create table codebase_workers (
    codebase_id text not null references codebases (id) on delete cascade,
    worker_id   text not null,
    path        text not null,
    primary key (worker_id, codebase_id)
);
create index codebase_workers_by_codebase on codebase_workers (codebase_id);

-- A worker's poll looks into this index once a codebase, and finds nothing of others there.
drop index tasks_by_codebase;
create index tasks_by_codebase on tasks (codebase_id, status, priority desc, created_at, id);
