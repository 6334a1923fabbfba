-- Where each piece lies in all that its task has said, in bytes: what is missing between two was dropped.
alter table task_output add column from_byte bigint not null default 0;
alter table task_output add column to_byte bigint not null default 0;
update task_output set from_byte = s.to_byte - s.size, to_byte = s.to_byte
from (select o.task_id, o.position, octet_length(o.output) as size,
    sum(octet_length(o.output)) over (partition by o.task_id order by o.position) as to_byte from task_output o) s
where task_output.task_id = s.task_id and task_output.position = s.position;
create index task_output_by_byte on task_output (task_id, to_byte);

alter table tasks add column output_pieces integer not null default 0; -- that ever came in
alter table tasks add column output_bytes bigint not null default 0;
update tasks set
    output_pieces = coalesce((select max(o.position) from task_output o where o.task_id = tasks.id), 0),
    output_bytes = coalesce((select max(o.to_byte) from task_output o where o.task_id = tasks.id), 0);
