-- What warnings quote of lines of a person; that there was one stays. Parameters: contacts, runs and ordinals of lines.
update warning w set detail = ''
where detail <> ''
  and (exists (select from ledger l
               where l.run_no = w.run_no and l.ordinal = w.ordinal and l.contact_id = any (?::bigint[]))
       or (w.run_no, w.ordinal) in (select * from unnest(?::bigint[], ?::bigint[])))
