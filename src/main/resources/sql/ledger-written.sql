-- What changed, in file order.
select line, outcome, before::text, after::text, record::text, ordinal
from ledger
where run_no = ? and outcome in ('updated', 'created', 'merged') and not forgotten
order by ordinal
