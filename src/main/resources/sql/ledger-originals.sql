-- Rejected lines as they stood in their file; parameters: run, lines.
select line, raw from ledger where run_no = ? and outcome = 'rejected' and not forgotten and line = any(?)
