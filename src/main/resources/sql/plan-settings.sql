-- For this transaction only. Sending a million rows from a parallel worker to the leader is not as dear as the optimizer thinks.
select set_config('statement_timeout', '0', true),
       set_config('work_mem', '128MB', true),
       set_config('parallel_tuple_cost', '0.001', true),
       set_config('default_statistics_target', '20', true)
