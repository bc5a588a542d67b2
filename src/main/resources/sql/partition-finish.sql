update partition p
set status = case
        when p.position = p.rows and not exists (select from set_aside s where s.run_no = p.run_no and s.part = p.part)
        then 'done' else 'failed' end
where run_no = ? and part = ? and exists (select from run where no = ? and epoch = ?)
