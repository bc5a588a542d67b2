update partition
set decided = decided + ?, unchanged = unchanged + ?, unchanged_line_sum = unchanged_line_sum + ?,
    rejected = rejected + ?
where run_no = ? and part = ?
