-- Contacts that several lines of the file address: with the first and the last of them, in the order of the file.
select lines, first, last
from (
    select count(*) as lines, (array_agg(line order by ordinal))[1] as first,
           (array_agg(line order by ordinal desc))[1] as last, min(ordinal) as ordinal
    from (select s.ordinal, s.line, coalesce({key}) as key from staged_row s where s.run_no = ?) keyed
    group by key
    having count(*) > 1
) found
order by ordinal
