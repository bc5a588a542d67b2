-- Parameters: table, how many.
select nextval(pg_get_serial_sequence(?, 'id')) from generate_series(1, ?)
