-- Contacts that several lines of the file address: with the first and the last of them, in the order of the file. By hashes first:
-- most files have none, and to sort a million texts is dear.
with often as (
    select hash
    from (select hashtextextended(coalesce({key}), 0) as hash from staged_row s where s.run_no = ?) hashed
    group by hash
    having count(*) > 1
)
select count(*) as lines, (array_agg(line order by ordinal))[1] as first,
       (array_agg(line order by ordinal desc))[1] as last
from (select s.ordinal, s.line, coalesce({key}) as key from staged_row s where s.run_no = ?) keyed
where exists (select from often) and hashtextextended(key, 0) in (select hash from often)
group by key
having count(*) > 1
order by min(ordinal)
