select field, count(*) as lines
from staged_row s cross join lateral jsonb_array_elements_text(s.patch -> 'x') field
where s.run_no = ? and s.patch -> 'x' is not null
group by field
