update partition p
set (status, error) = (
    select case when p.position = p.rows and aside.groups = 0 then 'done' else 'failed' end,
           case when p.position = p.rows and aside.groups = 0 then null else p.error end
    from (select count(*) as groups from set_aside s where s.run_no = p.run_no and s.part = p.part) aside)
where run_no = ? and part = ? and exists (select from run where no = ? and epoch = ?)
