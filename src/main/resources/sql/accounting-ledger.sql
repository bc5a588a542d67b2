select part, outcome, count(*) as lines, sum(line) as line_sum
from ledger
where run_no = ?
group by part, outcome
order by part nulls first, outcome
