update run set bytes = ?, stage_done = true where no = ? and epoch = ? and not stage_done
