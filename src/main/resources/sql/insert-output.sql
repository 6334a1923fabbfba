insert into task_output (task_id, position, attempt, seq, worker_id, timestamp, output, from_byte, to_byte)
select t.id, t.output_pieces + 1, t.attempt, cast(:#seq as bigint), t.worker_id, :#timestamp, :#output,
  t.output_bytes, t.output_bytes + :#size
from tasks t
where t.id = :#id
on conflict (task_id, attempt, seq) do nothing
