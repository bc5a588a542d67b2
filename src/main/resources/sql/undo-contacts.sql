-- The contacts of the entries, each with one of its ordinals. {run}, {undone}: COPY takes no parameters.
select l.contact_id, min(s.ordinal)
from staged_row s
join ledger l on l.run_no = {undone} and l.ordinal = s.ordinal
where s.run_no = {run} and l.contact_id is not null
group by 1
order by 1
