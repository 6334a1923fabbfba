-- SQLite takes no offset without a limit.
delete from sessions
where codebase_id = :#codebase_id
  and id in (select s.id from sessions s
    where s.codebase_id = :#codebase_id
    order by s.updated_at desc, s.id
    limit 1000000 offset cast(:#${properties:server.kept-sessions} as bigint))
