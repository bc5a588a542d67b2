-- Unfinished runs with staged rows of a person. Parameters: e-mails, phone numbers, keys, twice.
select r.id
from run r
where r.status in ('running', 'failed', 'interrupted')
  and exists (
      select from staged_row s
      where s.run_no = r.no
        and (s.email = any (?::text[]) or s.phone = any (?::text[]) or s.source_id = any (?::text[])
             or s.identifier = any (?::text[])))
order by r.no
