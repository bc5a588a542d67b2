insert into set_aside (run_no, part, grp, from_seq, error) values (?, ?, ?, ?, ?) on conflict do nothing
