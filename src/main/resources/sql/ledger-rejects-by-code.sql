-- A line counts under the first of its codes.
select code, count(*) as lines, (array_agg(line order by ordinal))[1:5] as first_lines
from (
    select split_part(codes, '; ', 1) as code, line, ordinal
    from ledger
    where run_no = ? and outcome = 'rejected'
) rejected
group by code
order by lines desc, code
