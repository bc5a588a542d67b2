-- Parameters: run, part, group, seq of its first undecided row, error, SQLSTATE, attempts, line of that row.
insert into set_aside (run_no, part, grp, from_seq, error, sqlstate, attempts, from_line, to_line)
select g.run_no, g.part, g.grp, g.from_seq, g.error, g.sqlstate, g.attempts, g.from_line, greatest(g.from_line, max(s.line))
from (values (?::bigint, ?::integer, ?::integer, ?::integer, ?::text, ?::text, ?::integer, ?::bigint))
     g (run_no, part, grp, from_seq, error, sqlstate, attempts, from_line)
left join assignment a on a.run_no = g.run_no and a.part = g.part and a.seq >= g.from_seq and a.grp = g.grp
left join staged_row s on s.run_no = a.run_no and s.ordinal = a.ordinal
group by g.run_no, g.part, g.grp, g.from_seq, g.error, g.sqlstate, g.attempts, g.from_line
on conflict (run_no, part, grp) do update
set from_seq = excluded.from_seq, error = excluded.error, sqlstate = excluded.sqlstate, attempts = excluded.attempts,
    from_line = excluded.from_line, to_line = excluded.to_line
