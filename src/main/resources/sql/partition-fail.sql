update partition set status = 'failed', error = ?
where run_no = ? and part = ? and exists (select from run where no = ? and epoch = ?)
