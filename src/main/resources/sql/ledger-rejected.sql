-- Lines to give back, in file order.
select line, codes, reason, raw, ordinal
from ledger
where run_no = ? and outcome = 'rejected' and not forgotten
order by ordinal
