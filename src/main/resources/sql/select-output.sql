-- As many pieces as server.output-page bytes hold, and at least one.
select o.position, o.output, o.timestamp, o.worker_id,
  o.from_byte - coalesce((select p.to_byte from task_output p
    where p.task_id = o.task_id and p.position < o.position order by p.position desc limit 1), 0) as dropped
from task_output o
where o.task_id = :#id and o.position > :#since
  and o.from_byte < cast(:#${properties:server.output-page} as bigint) + (select n.from_byte from task_output n
    where n.task_id = :#id and n.position > :#since order by n.position limit 1)
order by o.position
limit cast(:#${properties:server.output-limit} as bigint)
