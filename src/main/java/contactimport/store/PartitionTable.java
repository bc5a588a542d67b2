package contactimport.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The rows of {@code partition}: the only truth about how far a run has come. */
public final class PartitionTable {

    private final long runNo;
    private final int epoch;

    /** @param epoch of this launch: a later launch fences this one off */
    public PartitionTable(long runNo, int epoch) {
        this.runNo = runNo;
        this.epoch = epoch;
    }

    /** One partition as it stands. */
    public record Partition(int part, int position, long rows, String status) {
        public boolean isOpen() {
            return !status.equals("done");
        }
    }

    public List<Partition> all(Connection c) throws SQLException {
        List<Partition> all = new ArrayList<>();
        Rows.each(
                c,
                "select part, position, rows, status from partition where run_no = ? order by rows desc, part",
                row -> all.add(new Partition(
                        row.getInt("part"), row.getInt("position"), row.getLong("rows"), Rows.text(row, "status"))),
                runNo);
        return all;
    }

    /**
     * The first statement of a chunk's transaction.
     *
     * @throws StaleRunException if another process has moved on
     */
    void advance(Connection c, int part, int from, int to) throws SQLException {
        if (Rows.update(c, Sql.named("partition-advance"), to, runNo, part, from, runNo, epoch) != 1) {
            throw new StaleRunException("partition " + part + " is not at " + from
                    + " any more: another process has taken the run over; this one has changed nothing and stops");
        }
    }

    /** The last statement of a chunk's transaction: what the advanced rows came to. */
    void account(Connection c, int part, int position, SpanMerge.Tally tally) throws SQLException {
        Rows.update(
                c,
                Sql.named("partition-account"),
                position,
                tally.decided,
                tally.unchanged,
                tally.unchangedLineSum,
                tally.rejected,
                runNo,
                part);
    }

    /** Whether a partition is through; one with groups set aside is not done. */
    public void finish(Connection c, int part) throws SQLException {
        Rows.update(c, Sql.named("partition-finish"), runNo, part, runNo, epoch);
    }

    /** A launch ends here for this partition. */
    public void fail(Connection c, int part, Failure failure) throws SQLException {
        Rows.update(
                c,
                Sql.named("partition-fail"),
                failure.message(),
                failure.state(),
                failure.fromLine(),
                failure.toLine(),
                runNo,
                part,
                runNo,
                epoch);
    }

    Set<Integer> groupsAside(Connection c, int part) throws SQLException {
        Set<Integer> groups = new HashSet<>();
        Rows.each(
                c,
                "select grp from set_aside where run_no = ? and part = ?",
                row -> groups.add(row.getInt(1)),
                runNo,
                part);
        return groups;
    }

    /** From this row on the rows of its group wait: it could not be locked in so many attempts. */
    void setAside(Connection c, int part, StagedRow first, SQLException lock, int attempts) throws SQLException {
        String error = Transience.redacted(lock) + " after " + attempts + " attempts at line " + first.line();
        Rows.update(
                c,
                Sql.named("set-aside"),
                runNo,
                part,
                first.group(),
                first.seq(),
                error,
                lock.getSQLState(),
                attempts,
                first.line());
    }
}
