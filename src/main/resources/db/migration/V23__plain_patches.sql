-- Name and custom attributes, which most lines have, get columns of their own: to look into a document takes as long as half a join.
-- What is left of the patch is NULL where there is nothing else to say. d, that an attribute is an object or an array, is the
-- opposite of f before. Rows of runs that are in flight are rewritten: there is one form. A process of an older version that works
-- on such a run is fenced first: it would read a row in the new form as one without a name. Runs before rows, as the stage locks them.
set local statement_timeout = 0;
update run set epoch = epoch + 1 where status in ('running', 'failed', 'interrupted');
alter table staged_row add column name text, add column custom jsonb, alter column patch drop not null;
update staged_row
set name = patch ->> 'n', custom = patch -> 'c',
    patch = nullif((patch - '{n,c,f}'::text[]) || case when patch ? 'f' then '{}' else '{"d": true}' end::jsonb, '{}');
