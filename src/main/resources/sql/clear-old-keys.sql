update tasks
set submission = null, submission_digest = null
where id in (select t.id from tasks t
  where t.submission is not null and t.created_at < :#before
  order by t.created_at limit 1000)
