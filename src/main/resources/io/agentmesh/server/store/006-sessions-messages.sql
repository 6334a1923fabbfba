-- What the workers' agents did: sessions and their messages, as the workers have them.

create table sessions (
    codebase_id text not null references codebases (id) on delete cascade,
    id          text not null,
    worker_id   text not null,          -- who sent it last
    updated_at  text not null,          -- orders the list: ISO-8601 in UTC; empty where the worker knows no time
    session     text not null,          -- the contract's JSON object
    primary key (codebase_id, id)
);
create index sessions_by_time on sessions (codebase_id, updated_at desc, id);

create table session_messages (
    codebase_id text not null,
    session_id  text not null,
    id          text not null,
    worker_id   text not null,
    created_at  text not null,          -- orders the list, as updated_at
    message     text not null,          -- the contract's JSON object
    primary key (codebase_id, session_id, id),
    foreign key (codebase_id, session_id) references sessions (codebase_id, id) on delete cascade
);
create index session_messages_by_time on session_messages (codebase_id, session_id, created_at, id);
