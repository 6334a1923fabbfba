-- Retention looks for the oldest finished tasks.
create index tasks_by_end on tasks (completed_at) where completed_at is not null;
