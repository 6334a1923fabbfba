delete from task_output
where task_id = :#id and to_byte > :#half
  and to_byte <= (select t.output_bytes - :#half from tasks t where t.id = :#id)
