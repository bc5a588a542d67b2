package contactimport.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;

/** The tables of staged rows, one partition per run, as long as the run needs them. */
public final class StagedRows {

    private StagedRows() {}

    /**
     * Drops the staged rows of every run that is completed, closed or forgotten: their ledgers stay. A drop waits for whoever
     * reads any staged rows; if that is another run that takes its time, they are dropped when the next run ends.
     */
    public static void drop(Connection c) throws SQLException {
        List<Long> leftovers = new ArrayList<>();
        Rows.each(c, Sql.named("staged-leftovers"), row -> leftovers.add(row.getLong(1)));
        for (long runNo : leftovers) {
            Savepoint savepoint = c.setSavepoint();
            try {
                Rows.update(c, "set local lock_timeout = '500ms'");
                Rows.each(c, "select drop_run_partitions(?)", row -> {}, runNo);
                Rows.update(c, "delete from idle_range where run_no = ?", runNo);
                c.releaseSavepoint(savepoint);
            } catch (SQLException e) {
                if (Transience.of(e) != Transience.AGAIN) {
                    throw e;
                }
                c.rollback(savepoint);
            }
        }
    }
}
