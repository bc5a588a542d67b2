select part, grp, error, sqlstate, attempts, from_line, to_line
from set_aside
where run_no = ?
order by from_line, part, grp
