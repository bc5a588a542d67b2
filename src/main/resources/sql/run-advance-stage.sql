-- Compare-and-set: nobody else has staged a row of this run meanwhile.
update run
set records = records + ?, staged = staged + ?, stage_rejected = stage_rejected + ?, line_sum = line_sum + ?
where no = ? and epoch = ? and records = ? and not stage_done
