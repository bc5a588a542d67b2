select line, code, field, detail, ordinal
from warning
where run_no = ?
order by ordinal, no
