-- Columns of a table that can be written, in their order; those without a default that a whole row of ours may lack come as NULL.
select quote_ident(a.attname)
from pg_attribute a
where a.attrelid = ?::text::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
order by a.attnum
