select ordinal, raw from staged_row where run_no = ? and ordinal = any (?::bigint[])
