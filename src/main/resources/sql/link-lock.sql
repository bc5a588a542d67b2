select id from contact_inboxes where id = any (?::bigint[]) order by id for update
