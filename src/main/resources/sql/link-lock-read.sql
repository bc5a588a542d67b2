-- Links of contacts that have one of the inboxes and one of the source ids, for a contact may have a million, and others, locked row by
-- row in the order of ids; each is returned as it is once it is locked. Parameters: contact ids, inbox ids, source ids, link ids. The
-- zero and the empty text keep the optimizer from looking for inbox or source id, of which neighbours lie anywhere; of an array that a
-- query makes it does not believe, without statistics, that it is all contacts.
select l.id, l.contact_id, l.inbox_id, l.source_id, coalesce(l.hmac_verified, false) as verified,
       (extract(epoch from l.created_at) * 1000000)::bigint as since
from contact_inboxes l
where l.id = any (array(
    select x.id
    from contact_inboxes x
    where x.contact_id = any (array(select unnest(?::bigint[]))) and x.inbox_id + 0 = any (?::bigint[])
      and x.source_id || '' = any (?::text[])
    union all
    select unnest(?::bigint[])))
order by l.id
for update
