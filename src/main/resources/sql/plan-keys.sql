-- {value}: of a line, from our own list; {open}: the lines with an open key, or nothing if those are most of them: more values than
-- necessary change nothing.
insert into plan_key
select {kind}, s.account_id, {value}, min(s.ordinal), count(*)
from (select * from staged_row where run_no = {run}) s {open}
where {value} is not null
group by s.account_id, {value}
