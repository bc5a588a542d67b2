-- For this transaction only. Longer pending lists of GIN indexes, and the memory to sort one in at once.
select set_config('gin_pending_list_limit', '32MB', true), set_config('work_mem', '128MB', true)
