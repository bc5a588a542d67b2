-- Whether the links of a contact are found by an index.
select exists (
    select from pg_index i
    join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0] and a.attname = 'contact_id'
    where i.indrelid = 'contact_inboxes'::regclass and i.indisvalid and i.indpred is null)
