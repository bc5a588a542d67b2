package contactimport.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Retention: what old runs did to whom is personal data, and is removed when nobody will undo it any more. The runs themselves
 * stay, with their counts; one that is not finished is never touched.
 */
public final class Purge {

    private static final List<String> TABLES = List.of(
            "warning",
            "correction",
            "moved",
            "absorbed",
            "removed",
            "separated",
            "attribute_holder",
            "set_aside",
            "pace",
            "partition",
            "idle_range",
            "ledger");

    private Purge() {}

    /**
     * A run that is old enough.
     *
     * @param entries of the ledger, {@code staged} rows that are still there
     */
    public record Old(long no, String id, String file, Instant finishedAt, long entries, long staged) {}

    /** Finished or closed runs that ended before then and still have something to remove, the oldest first. */
    public static List<Old> find(Connection c, Instant before) throws SQLException {
        List<Old> old = new ArrayList<>();
        Rows.each(
                c,
                Sql.named("purge-find"),
                row -> old.add(new Old(
                        row.getLong("no"),
                        Rows.text(row, "id"),
                        Rows.text(row, "file_name"),
                        row.getTimestamp("finished_at").toInstant(),
                        row.getLong("entries"),
                        row.getLong("staged"))),
                OffsetDateTime.ofInstant(before, ZoneOffset.UTC));
        return old;
    }

    /**
     * Removes what is there of one run, all of it or nothing. The connection must not be in a transaction.
     *
     * @return false if somebody else has changed the run meanwhile; it is then left alone
     */
    public static boolean remove(Connection c, Old run) throws SQLException {
        c.setAutoCommit(false);
        try {
            Rows.update(c, "set local statement_timeout = 0");
            boolean claimed = Rows.update(c, Sql.named("purge-claim"), run.no()) == 1;
            if (claimed) {
                StagedRows.drop(c);
                for (String table : TABLES) {
                    Rows.update(c, "delete from " + table + " where run_no = ?", run.no());
                }
            }
            c.commit();
            return claimed;
        } finally {
            // After a commit this undoes nothing.
            c.rollback();
            c.setAutoCommit(true);
        }
    }
}
