-- Where a task's entry stands in Redis. It is there for as long as the two attempts are the same: one that was given
-- back has another attempt, and so needs a new entry, whoever gave it back.
alter table tasks add column queue_attempt integer;  -- the attempt that the entry was made for; null where there is none
alter table tasks add column queue_entry text;       -- its id on the stream; null where it was taken away
alter table tasks add column queue_generation text;  -- of the Redis that holds it
alter table tasks add column queue_seen text;        -- since when a sweep knows that it is missing
create index tasks_to_queue on tasks (priority desc, created_at, id)
    where status = 'pending' and (queue_attempt is null or queue_attempt <> attempt);
create index tasks_to_clear on tasks (id)
    where queue_entry is not null and status in ('completed', 'failed', 'cancelled');
