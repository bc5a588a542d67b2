-- To send a million rows from parallel workers to the leader is not as dear as the optimizer thinks, if there is a join before it.
select set_config('parallel_tuple_cost', '0.001', true)
