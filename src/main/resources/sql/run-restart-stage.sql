update run set records = 0, bytes = 0, staged = 0, stage_rejected = 0, line_sum = 0
where no = ? and epoch = ? and not stage_done
