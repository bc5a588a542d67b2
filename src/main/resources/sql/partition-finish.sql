update partition p
set (status, error, sqlstate, from_line, to_line) = (
    select case when p.position = p.rows and aside.groups = 0 then 'done' else 'failed' end,
           case when p.position = p.rows and aside.groups = 0 then null else p.error end,
           case when p.position = p.rows and aside.groups = 0 then null else p.sqlstate end,
           case when p.position = p.rows and aside.groups = 0 then null else p.from_line end,
           case when p.position = p.rows and aside.groups = 0 then null else p.to_line end
    from (select count(*) as groups from set_aside s where s.run_no = p.run_no and s.part = p.part) aside)
where run_no = ? and part = ? and exists (select from run where no = ? and epoch = ?)
