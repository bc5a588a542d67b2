-- Nobody can launch it any more, and whoever still works on it fails at the next compare-and-set.
update run
set epoch = epoch + 1, status = 'abandoned'
where no = ? and status in ('running', 'failed', 'interrupted')
returning epoch
