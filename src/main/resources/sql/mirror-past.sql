-- What a check of corrected rejects asks of the past: the run whose rejects they are, those that it corrected in its turn, all runs
-- since, and which contacts these have written. {own}: our schema; {run}: the corrected run.
create temporary table past as
with recursive chain as (
    select no, corrects from {own}.run where no = {run}
    union all
    select r.no, r.corrects from chain join {own}.run r on r.no = chain.corrects
)
select no from chain;

insert into pg_temp.run overriding system value
select * from {own}.run where no >= (select min(no) from pg_temp.past);

insert into pg_temp.correction
select * from {own}.correction where run_no in (select no from pg_temp.past);

insert into pg_temp.ledger (run_no, ordinal, line, outcome, raw)
select run_no, ordinal, line, outcome, raw from {own}.ledger where run_no = {run} and outcome = 'rejected';

insert into pg_temp.ledger (run_no, ordinal, line, outcome, contact_id)
select run_no, ordinal, line, outcome, contact_id
from {own}.ledger
where run_no >= (select min(no) from pg_temp.past) and outcome in ('updated', 'created', 'merged');

drop table pg_temp.past;
analyze pg_temp.ledger
