update run set status = ?, exit_code = ?, summary = ?::jsonb, error = ?, finished_at = ? where no = ? and epoch = ?
