-- Parameters: run, run.
select (select staged = 0 from run where no = ?)
   and exists (select from ledger l where l.run_no = r.no and l.codes = 'INBOX_NOT_FOUND')
   and not exists (
       select from ledger l
       where l.run_no = r.no
         and split_part(l.codes, ';', 1) not in
             ('LINE_UNREADABLE', 'RECORD_TOO_LONG', 'CELL_COUNT', 'UNKNOWN_FIELD', 'PATH_MISSING', 'INBOX_NOT_FOUND'))
from run r where r.no = ?
