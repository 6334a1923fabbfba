-- What a worker says of its attempt's output, against what came in of it: a gap can be told.
alter table tasks add column attempt_batches integer not null default 0; -- that came in of this attempt
alter table tasks add column said_batches integer;                       -- null until the worker tells
alter table tasks add column said_bytes bigint;
alter table tasks add column dropped_bytes bigint;
