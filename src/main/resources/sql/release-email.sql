update contacts set email = null where id = any (?::bigint[])
