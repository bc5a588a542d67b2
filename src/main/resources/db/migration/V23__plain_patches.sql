-- Name and custom attributes, which most lines have, get columns of their own: to look into a document takes as long as half a join.
-- What is left of the patch is NULL where there is nothing else to say. d, that an attribute is an object or an array, is the
-- opposite of f before. Rows of runs that are in flight are rewritten: there is one form.
alter table staged_row add column name text, add column custom jsonb, alter column patch drop not null;
update staged_row
set name = patch ->> 'n', custom = patch -> 'c',
    patch = nullif((patch - '{n,c,f}'::text[]) || case when patch ? 'f' then '{}' else '{"d": true}' end::jsonb, '{}');
