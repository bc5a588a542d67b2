insert into set_aside (run_no, part, grp, from_seq, error) values (?, ?, ?, ?, ?)
on conflict (run_no, part, grp) do update set from_seq = excluded.from_seq, error = excluded.error
