select part, rows, position, status, error, sqlstate, from_line, to_line, failures
from partition
where run_no = ?
order by part
