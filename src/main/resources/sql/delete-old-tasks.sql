delete from tasks
where id in (select t.id from tasks t
  where t.completed_at < :#before
  order by t.completed_at limit 10)
