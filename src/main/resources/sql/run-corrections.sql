-- What became of a run's rejected lines in the runs that corrected them, and in those that corrected what these rejected again.
-- A line that was left unchanged has no entry: it is known to be through when its run is. Parameter: run.
with recursive fix as (
    select k.run_no, k.ordinal, k.line, k.origin
    from run r
    join correction k on k.run_no = r.no
    where r.corrects = ?
    union all
    select k.run_no, k.ordinal, k.line, fix.origin
    from fix
    join run r on r.corrects = fix.run_no
    join correction k on k.run_no = r.no and k.origin = fix.line
), line as (
    select f.origin,
           bool_or(coalesce(l.outcome <> 'rejected', r.status like 'completed%')) as applied,
           bool_or(coalesce(l.outcome = 'rejected', false)) as rejected
    from fix f
    join run r on r.no = f.run_no
    left join ledger l on l.run_no = f.run_no and l.ordinal = f.ordinal
    group by f.origin
)
select count(*) as lines, count(*) filter (where applied) as applied,
       count(*) filter (where rejected and not applied) as rejected
from line
