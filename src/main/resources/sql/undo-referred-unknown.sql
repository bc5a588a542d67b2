select distinct t.{column}::bigint from {table} t where t.{column} = any (?::bigint[]) {condition}
