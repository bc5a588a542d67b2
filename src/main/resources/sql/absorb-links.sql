-- Links that were given to contacts in the same chunk in which these went up in others: in the database they never led to them, but
-- an undo is to bring them out again. Parameters: run, links, absorbed, kept, ordinals.
insert into moved (run_no, ordinal, tbl, absorbed, kept, ids)
select ?, g.ordinal, 'contact_inboxes', g.absorbed, g.kept, array_agg(g.id order by g.id)
from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[]) as g (id, absorbed, kept, ordinal)
group by g.ordinal, g.absorbed, g.kept
