-- SQLite takes no offset without a limit.
delete from session_messages
where codebase_id = :#codebase_id and session_id = :#session_id
  and id in (select m.id from session_messages m
    where m.codebase_id = :#codebase_id and m.session_id = :#session_id
    order by m.created_at desc, m.id desc
    limit 1000000 offset cast(:#${properties:server.kept-messages} as bigint))
