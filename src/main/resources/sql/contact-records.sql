select c.id, ({record})::text as record from contacts c where c.id = any (?::bigint[])
