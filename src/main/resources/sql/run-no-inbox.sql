-- Parameters: run, run. Of the lines that miss a part of their path only those were refused before the inbox was looked up that
-- miss one of the two identifiers; who has no value for any match key was refused after it.
select (select staged = 0 from run where no = ?)
   and exists (select from ledger l where l.run_no = r.no and l.codes = 'INBOX_NOT_FOUND')
   and not exists (
       select from ledger l
       where l.run_no = r.no
         and (split_part(l.codes, ';', 1) not in
              ('LINE_UNREADABLE', 'RECORD_TOO_LONG', 'CELL_COUNT', 'UNKNOWN_FIELD', 'SPREADSHEET_DAMAGE', 'PATH_MISSING',
               'INBOX_NOT_FOUND')
              or (l.codes = 'PATH_MISSING' and l.reason not like '%\_identifier: %')))
from run r where r.no = ?
