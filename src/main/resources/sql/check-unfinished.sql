-- Runs that are unfinished in the accounts of a check's lines. {own}: our schema, whose tables a check does not see by their plain
-- names. Parameter: the check's run.
select r.id
from {own}.run r
where r.status in ('running', 'failed', 'interrupted')
  and r.accounts && array(select distinct account_id from pg_temp.staged_row where run_no = ?)
order by r.no
