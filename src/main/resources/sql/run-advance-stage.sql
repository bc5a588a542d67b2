-- Compare-and-set: nobody else has staged a row of this run meanwhile.
update run
set records = records + ?, staged = staged + ?, stage_rejected = stage_rejected + ?, line_sum = line_sum + ?,
    accounts = case when accounts @> ? then accounts
                    else array(select distinct a from unnest(accounts || ?) a order by a) end
where no = ? and epoch = ? and records = ? and not stage_done
