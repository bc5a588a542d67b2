-- Parameters: undo, undo.
update run r set records = s.rows, staged = s.rows, line_sum = s.lines, stage_done = true
from (select count(*) as rows, coalesce(sum(line), 0) as lines from staged_row where run_no = ?) s
where r.no = ?
