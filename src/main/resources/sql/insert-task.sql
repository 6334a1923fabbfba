insert into tasks (id, codebase_id, title, prompt, agent_type, status, priority, metadata, created_at,
  submission, submission_digest)
values (:#id, :#codebase_id, :#title, :#prompt, :#agent_type, 'pending', :#priority, :#metadata, :#now,
  :#submission, :#submission_digest)
on conflict (submission) where submission is not null do nothing
returning *
