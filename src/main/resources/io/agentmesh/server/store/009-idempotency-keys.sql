-- A request for a task that is sent again because its answer was lost finds the task that it made.
alter table tasks add column submission text;         -- the caller, codebase and key of the request, as one digest; null without a key, and after a day
alter table tasks add column submission_digest text;  -- of what it asked for
create unique index tasks_by_submission on tasks (submission) where submission is not null;
create index submissions_by_age on tasks (created_at) where submission is not null;
