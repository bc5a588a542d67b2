-- For this transaction only. If the server breaks down, staged rows and the count of them are lost together, and the file is read
-- again; the commit that closes the stage waits for the disk, and with it everything before.
select set_config('synchronous_commit', 'off', true)
