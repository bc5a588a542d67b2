-- An undo as a run: everything about it is known at once, so it is staged when it is there. Parameters: id, name, settings,
-- fingerprint, content, number of the undone run.
insert into run (id, file_name, file_size, sha256, format, header, settings, fingerprint, status, started_at, undoes, backwards, accounts)
select u.id, u.name, 0, u.content, 'jsonl', '[]', u.settings::jsonb, u.fingerprint, 'running', clock_timestamp(), r.no,
       not r.backwards,
       case when r.accounts <> '{}' then r.accounts else
           (select coalesce(array_agg(distinct (l.record ->> 'account_id')::bigint), '{}')
            from ledger l where l.run_no = r.no and l.record is not null) end
from (values (?::text, ?::text, ?::text, ?::text, ?::text)) as u (id, name, settings, fingerprint, content)
join run r on r.no = ?
returning no
