select epoch, phase, (extract(epoch from at) * 1000)::bigint, done from pace where run_no = ? order by epoch, seq
