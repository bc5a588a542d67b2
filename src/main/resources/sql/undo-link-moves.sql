-- Links that absorptions moved; parameters: run, ordinals.
select m.ordinal, m.absorbed, m.kept, l.id
from moved m
cross join lateral unnest(m.ids) as l (id)
where m.run_no = ? and m.ordinal = any (?::bigint[]) and m.tbl = 'contact_inboxes'
order by m.no
