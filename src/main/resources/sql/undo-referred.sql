-- Which of these contacts something points to, beside the rows that these entries had moved there and that go back.
-- Parameters: contacts, run, ordinals, name of the table.
select distinct t.{column}::bigint
from {table} t
where t.{column} = any (?::bigint[]) {condition}
  and not exists (
      select from moved m
      where m.run_no = ? and m.ordinal = any (?::bigint[]) and m.tbl = ? and m.kept = t.{column} and t.id = any (m.ids))
