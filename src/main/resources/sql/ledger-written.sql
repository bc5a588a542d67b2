-- What changed, in file order; COPY takes no parameters.
select line, ordinal, outcome::text, before::text, after::text, record::text
from ledger
where run_no = {run} and outcome in ('updated', 'created', 'merged') and not forgotten
order by ordinal
