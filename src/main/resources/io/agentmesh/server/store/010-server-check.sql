-- What a check of the database's health writes: one row.
create table server_check (
    id         integer primary key,
    checked_at text not null,
    padding    text not null
);
