select c.id, {record} as record from contacts c where c.id = any (?::bigint[])
