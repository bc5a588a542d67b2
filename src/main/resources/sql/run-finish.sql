update run set status = ?, exit_code = ?, summary = ?::jsonb, error = ?, finished_at = clock_timestamp() where no = ? and epoch = ?
