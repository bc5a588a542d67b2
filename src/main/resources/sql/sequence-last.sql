-- The last id that the sequence of a table gave out, without taking one; 0: none, or we may not look. Parameter: the table.
select coalesce(max(pg_sequence_last_value(s.name::regclass)), 0)
from (select pg_get_serial_sequence(?, 'id') as name) s
where s.name is not null
  and has_sequence_privilege(s.name, 'usage')
