-- From here on every earlier launch of the run fails at its next compare-and-set.
update run
set epoch = epoch + 1, status = 'running', exit_code = null, finished_at = null
where no = ? and status in ('running', 'failed', 'interrupted')
returning epoch
