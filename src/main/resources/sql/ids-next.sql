-- Parameters: table, how many. The sequence is looked up once: for each id that took twelve times as long as the id.
select nextval(s.sequence)
from (select pg_get_serial_sequence(?, 'id')::regclass as sequence offset 0) s, generate_series(1, ?)
