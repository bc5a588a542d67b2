insert into run (id, file_name, file_size, sha256, format, header, settings, fingerprint, source_path, spooled, accounts,
                 corrects, status, started_at)
values (?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?, ?, ?, ?, ?, 'running', clock_timestamp())
returning no
