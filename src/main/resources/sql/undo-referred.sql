-- Which of these contacts something points to, beside rows that the run had moved there and that this undo moves back.
-- Parameters: contacts, undo, undone run, name of the table.
select distinct t.{column}::bigint
from {table} t
where t.{column} = any (?::bigint[]) {condition}
  and not exists (
      select from moved m
      join staged_row s on s.run_no = ? and s.ordinal = m.ordinal
      where m.run_no = ? and m.tbl = ? and m.kept = t.{column} and t.id = any (m.ids))
