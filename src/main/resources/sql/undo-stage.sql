-- The entries to undo, as rows of a run. Parameters: undo, undone run, whether of all contacts, contacts (three times), whether of all
-- lines, lines, whether of all fields, fields (twice).
insert into staged_row (run_no, ordinal, line, account_id, inbox_id, raw)
select ?, l.ordinal, l.line, 0, 0, ''
from ledger l
where l.run_no = ?
  and l.outcome in ('updated', 'created', 'merged')
  and not l.forgotten
  and (?
       or l.contact_id = any (?::bigint[])
       or exists (select from absorbed a
                  where a.run_no = l.run_no and a.ordinal = l.ordinal and a.contact_id = any (?::bigint[]))
       or exists (select from separated a
                  where a.run_no = l.run_no and a.ordinal = l.ordinal and a.contact_id = any (?::bigint[])))
  and (? or l.line in (select unnest(?::bigint[])))
  and (? or jsonb_exists_any(l.before, ?::text[]) or jsonb_exists_any(l.after, ?::text[]))
