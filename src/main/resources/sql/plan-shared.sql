insert into plan_shared
select k.first, s.ordinal
from plan_key k
join (select * from staged_row where run_no = {run}) s on s.account_id = k.account_id and {value} = k.value
where k.kind = {kind} and k.lines > 1
