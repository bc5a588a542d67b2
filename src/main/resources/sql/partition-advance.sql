-- Compare-and-set: nobody else has moved the partition, and no later launch has taken the run.
update partition set position = ?, attempts = attempts + 1
where run_no = ? and part = ? and position = ? and epoch = ?
  and exists (select from run where no = ? and epoch = ?)
