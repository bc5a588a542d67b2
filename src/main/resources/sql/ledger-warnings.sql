select line, code, field, detail
from warning
where run_no = ?
order by ordinal, no
