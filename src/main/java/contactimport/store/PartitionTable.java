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
    void advance(Connection c, Slice slice) throws SQLException {
        int part = slice.part();
        int from = slice.position();
        int moved = slice.isAside()
                ? Rows.update(
                        c,
                        Sql.named("partition-advance-aside"),
                        runNo,
                        part,
                        epoch,
                        runNo,
                        epoch,
                        slice.group(),
                        from + 1)
                : Rows.update(c, Sql.named("partition-advance"), slice.last(), runNo, part, from, epoch, runNo, epoch);
        if (moved != 1) {
            throw new StaleRunException("partition " + part + " is not at " + from
                    + " any more: another process has taken the run over; this one has changed nothing and stops");
        }
    }

    /** The last statement of a chunk's transaction: what the rows up to the position came to. */
    void account(Connection c, Slice slice, int position, SpanMerge.Tally tally) throws SQLException {
        int part = slice.part();
        if (slice.isAside()) {
            Rows.update(
                    c,
                    Sql.named("partition-account-aside"),
                    tally.decided,
                    tally.unchanged,
                    tally.unchangedLineSum,
                    tally.rejected,
                    runNo,
                    part);
            Rows.update(
                    c,
                    "update set_aside set from_seq = ? where run_no = ? and part = ? and grp = ?",
                    position + 1,
                    runNo,
                    part,
                    slice.group());
            Rows.update(c, Sql.named("set-aside-done"), runNo, part, slice.group());
        } else {
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
    }

    /** A group whose rows from {@code fromSeq} on wait to be decided. */
    public record Aside(int group, int fromSeq) {}

    /** The groups of a partition that were set aside, in the partition's order. */
    public List<Aside> aside(Connection c, int part) throws SQLException {
        List<Aside> aside = new ArrayList<>();
        Rows.each(
                c,
                "select grp, from_seq from set_aside where run_no = ? and part = ? order by from_seq",
                row -> aside.add(new Aside(row.getInt(1), row.getInt(2))),
                runNo,
                part);
        return aside;
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

    /** Groups whose rows wait; those of the slice itself, if it is such a group's, do not. */
    Set<Integer> groupsAside(Connection c, Slice slice) throws SQLException {
        Set<Integer> groups = new HashSet<>();
        if (!slice.isAside()) {
            aside(c, slice.part()).forEach(a -> groups.add(a.group()));
        }
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
