-- Parameters: contacts, runs and ordinals of lines.
update ledger
set contact_id = null, before = null, after = null, record = null, raw = null, reason = null, forgotten = true
where contact_id = any (?::bigint[])
   or (run_no, ordinal) in (select * from unnest(?::bigint[], ?::bigint[]))
