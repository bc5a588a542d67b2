-- Which of these contacts something points to, beside rows that the run had moved there and that this undo moves back.
-- Parameters: contacts, undo, undone run, name of the table, contacts.
select distinct x.contact_id
from (
    select t.{column}::bigint as contact_id, t.id::bigint as id
    from {table} t
    where t.{column} = any (?::bigint[]) {condition}
    except
    select m.kept, unnest(m.ids)
    from moved m
    cross join lateral (select from staged_row s where s.run_no = ? and s.ordinal = m.ordinal offset 0) s
    where m.run_no = ? and m.tbl = ? and m.kept = any (?::bigint[])
) x
