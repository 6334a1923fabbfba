update tasks
set output_pieces = output_pieces + 1, attempt_batches = attempt_batches + 1, output_bytes = output_bytes + :#size
where id = :#id
