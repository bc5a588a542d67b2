-- The first statement, which locks the run; it may have been taken up again since it was found.
update run set purged_at = clock_timestamp()
where no = ? and purged_at is null and status not in ('running', 'interrupted', 'failed')
