select id from contacts where id = any (?::bigint[]) order by id for update
