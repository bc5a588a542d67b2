select r.records, r.bytes, r.file_size, r.staged, r.stage_rejected, r.line_sum, r.stage_done, r.plan_done,
       s.rows as rows_found, s.line_sum as lines_found
from run r
cross join (select count(*) as rows, coalesce(sum(line), 0) as line_sum from staged_row where run_no = ?) s
where r.no = ?
