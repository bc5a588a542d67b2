insert into pace (run_no, epoch, seq, phase, at, done)
select ?, ?, m.seq, m.phase, to_timestamp(m.millis / 1000.0), m.done
from unnest(?::text[], ?::bigint[], ?::bigint[]) with ordinality as m (phase, millis, done, seq)
