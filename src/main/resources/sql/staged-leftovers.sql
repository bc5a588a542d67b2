-- Numbers of the runs whose staged rows nobody needs any more: they are completed, closed, or forgotten.
select n.no
from pg_inherits i
join pg_class c on c.oid = i.inhrelid
cross join lateral (select substring(c.relname from '_(\d+)$')::bigint as no) n
where i.inhparent in ('staged_row'::regclass, 'assignment'::regclass)
  and not exists (select from run r where r.no = n.no and r.status in ('running', 'failed', 'interrupted'))
group by n.no
