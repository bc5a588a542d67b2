select code, count(*) as lines, (array_agg(line order by ordinal, no))[1:5] as first_lines
from warning
where run_no = ?
group by code
order by lines desc, code
