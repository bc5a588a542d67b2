package contactimport.store;

import contactimport.contact.Rules;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Stub. */
public final class Planner {
    private final DataSource dataSource;

    public Planner(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    public void plan(long runNo, int epoch, Rules rules, int partitions) throws SQLException {
        try (Connection c = dataSource.getConnection()) {
            c.setAutoCommit(false);
            Rows.update(c, "update run set plan_done = true where no = ?", runNo);
            Rows.update(
                    c,
                    "insert into assignment(run_no, part, seq, grp, ordinal) select run_no, 1, row_number() over (order by ordinal), 1, ordinal from staged_row where run_no = ?",
                    runNo);
            Rows.update(
                    c,
                    "insert into partition(run_no, part, rows, line_sum) select run_no, 1, count(*), sum(line) from staged_row where run_no = ? group by run_no",
                    runNo);
            c.commit();
        }
    }
}
