-- The runs that correct a run's rejects, and those that correct theirs, the oldest first; parameter: run.
with recursive later as (
    select no, id from run where corrects = ?
    union all
    select r.no, r.id from later join run r on r.corrects = later.no
)
select id from later order by no
