update contacts set identifier = null where id = any (?::bigint[])
