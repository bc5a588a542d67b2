update partition
set decided = decided + ?, unchanged = unchanged + ?, unchanged_line_sum = unchanged_line_sum + ?
where run_no = ? and part = ?
