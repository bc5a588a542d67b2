-- The server and what it sets for a session of ours before we set anything.
select current_setting('server_version_num')::int as version, current_setting('server_version') as version_text,
       current_user::text as role, pg_is_in_recovery() as standby,
       extract(epoch from clock_timestamp()) * 1000 as millis,
       (select count(*) from pg_publication where puballtables) as publications,
       -- Of other roles' sessions a role sees whose they are, and not what kind they are.
       (select count(*) from pg_stat_activity
        where backend_type = 'client backend' or backend_type is null and datid is not null and usesysid is not null) as sessions,
       current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int as most_sessions,
       (select string_agg(name || ' = ' || reset_val, ', ' order by name) from pg_settings
        where (name, reset_val) in (('default_transaction_read_only', 'on'), ('synchronous_commit', 'off'),
              ('fsync', 'off'), ('full_page_writes', 'off'))) as hurting
