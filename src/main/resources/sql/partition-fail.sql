update partition
set status = 'failed', error = ?, sqlstate = ?, from_line = ?, to_line = ?, failures = failures + 1
where run_no = ? and part = ? and exists (select from run where no = ? and epoch = ?)
