-- For this transaction only.
select set_config('statement_timeout', '0', true),
       set_config('work_mem', '128MB', true),
       set_config('default_statistics_target', '20', true)
