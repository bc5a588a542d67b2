package contactimport.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The rows of {@code run}: one file imported once. */
public final class RunTable {

    private RunTable() {}

    /**
     * What is known of a run before its first line is read. {@code settings} and {@code header} are JSON texts.
     *
     * @param path where the file is, absolute
     * @param spooled whether it is a copy of ours, to be deleted when the run is completed or closed
     * @param accounts that the run is known to touch already
     * @param corrects number of the run whose reject file this is
     */
    public record NewRun(
            String id,
            String fileName,
            long fileSize,
            String sha256,
            String format,
            String header,
            String settings,
            String fingerprint,
            String path,
            boolean spooled,
            Set<Long> accounts,
            @Nullable Long corrects) {
        public NewRun {
            accounts = Set.copyOf(accounts);
        }
    }

    /** @return the run's number; its epoch is 1 */
    public static long create(Connection c, NewRun run) throws SQLException {
        AtomicLong no = new AtomicLong();
        Rows.each(
                c,
                Sql.named("run-create"),
                row -> no.set(row.getLong(1)),
                run.id(),
                run.fileName(),
                run.fileSize(),
                run.sha256(),
                run.format(),
                run.header(),
                run.settings(),
                run.fingerprint(),
                run.path(),
                run.spooled(),
                Rows.longs(run.accounts()),
                run.corrects());
        return no.get();
    }

    /** Everything read so far is dropped: a stage that did not finish begins again. */
    public static void restartStage(Connection c, long runNo, int epoch) throws SQLException {
        if (Rows.update(c, Sql.named("run-restart-stage"), runNo, epoch) != 1) {
            throw stale();
        }
        Rows.update(c, "set local statement_timeout = 0");
        Rows.update(c, "delete from ledger where run_no = ?", runNo);
        Rows.update(c, "delete from warning where run_no = ?", runNo);
        Rows.update(c, "delete from correction where run_no = ?", runNo);
        Rows.each(c, "select open_run_partitions(?)", row -> {}, runNo);
        Rows.update(c, "delete from staged_row where run_no = ?", runNo);
    }

    /** What one chunk of the stage adds; {@code recordsBefore} is what the run must stand at. */
    public record StageStep(
            long recordsBefore, long records, long staged, long rejected, long lineSum, Set<Long> accounts) {
        public StageStep {
            accounts = Set.copyOf(accounts);
        }
    }

    /** The first statement of a stage chunk. */
    static void advanceStage(Connection c, long runNo, int epoch, StageStep step) throws SQLException {
        int moved = Rows.update(
                c,
                Sql.named("run-advance-stage"),
                step.records(),
                step.staged(),
                step.rejected(),
                step.lineSum(),
                Rows.longs(step.accounts()),
                Rows.longs(step.accounts()),
                runNo,
                epoch,
                step.recordsBefore());
        if (moved != 1) {
            throw stale();
        }
    }

    /** How the file is read; JSON text. Again when all members of an archive are known. */
    public static void reading(Connection c, long runNo, String json) throws SQLException {
        Rows.update(c, "update run set reading = ?::jsonb where no = ?", json, runNo);
    }

    /** The reader has come to the end, having consumed so many bytes. */
    public static void finishStage(Connection c, long runNo, int epoch, long bytes) throws SQLException {
        if (Rows.update(c, Sql.named("run-finish-stage"), bytes, runNo, epoch) != 1) {
            throw stale();
        }
    }

    /**
     * Takes a run over: whoever launched it before is fenced off, and the chunk that they had begun is over when this returns.
     *
     * @return the epoch of this launch
     * @throws StaleRunException if the run is not one that can be launched (again)
     */
    public static int launch(Connection c, long runNo) throws SQLException {
        return raise(c, "run-launch", runNo);
    }

    /** Closes a run for good: nobody can launch it any more, and whoever still works on it is fenced off. */
    public static int close(Connection c, long runNo) throws SQLException {
        return raise(c, "run-close", runNo);
    }

    private static int raise(Connection c, String statement, long runNo) throws SQLException {
        Rows.update(c, "set local statement_timeout = 0");
        // Longer than the server lets a transaction sit idle: a process that was stopped in the middle of a chunk loses
        // it.
        Rows.update(c, "set local lock_timeout = '6min'");
        AtomicInteger epoch = new AtomicInteger();
        Rows.each(c, Sql.named(statement), row -> epoch.set(row.getInt(1)), runNo);
        if (epoch.get() == 0) {
            throw stale();
        }
        Rows.update(c, "update partition set epoch = ? where run_no = ?", epoch.get(), runNo);
        return epoch.get();
    }

    /** @throws StaleRunException if this launch is not the run's last one */
    public static void requireEpoch(Connection c, long runNo, int epoch) throws SQLException {
        AtomicInteger found = new AtomicInteger();
        Rows.each(c, "select epoch from run where no = ?", row -> found.set(row.getInt(1)), runNo);
        if (found.get() != epoch) {
            throw stale();
        }
    }

    /** Where the file is now. */
    public static void moved(Connection c, long runNo, String path, boolean spooled) throws SQLException {
        Rows.update(c, "update run set source_path = ?, spooled = ? where no = ?", path, spooled, runNo);
    }

    /** A launch that could not go on, having changed nothing. */
    public static void interrupt(Connection c, long runNo, int epoch) throws SQLException {
        Rows.update(c, "update run set status = 'interrupted' where no = ? and epoch = ?", runNo, epoch);
    }

    /** @throws StaleRunException if this launch is not the run's last one */
    public static void finish(Connection c, long runNo, int epoch, Ending end) throws SQLException {
        int found = Rows.update(
                c,
                Sql.named("run-finish"),
                end.status(),
                end.exitCode(),
                end.summary(),
                end.error(),
                end.time(),
                runNo,
                epoch);
        if (found != 1) {
            throw stale();
        }
    }

    /** A run that came to nothing before its first merge leaves no trace. */
    public static void forget(Connection c, long runNo) throws SQLException {
        Rows.update(c, "set local statement_timeout = 0");
        Rows.update(c, "delete from run where no = ?", runNo);
        StagedRows.drop(c);
    }

    /** Whether some line was refused because its inbox does not exist, and no line found its inbox. */
    public static boolean noLineFoundItsInbox(Connection c, long runNo) throws SQLException {
        boolean[] none = {false};
        Rows.each(c, Sql.named("run-no-inbox"), row -> none[0] = row.getBoolean(1), runNo, runNo);
        return none[0];
    }

    /**
     * What a launch finds between two chunks.
     *
     * @param isPlanned whether the file is read to its end and every line has its partition
     * @param records read from the file so far
     * @param rejected of them, before and after staging
     * @param merged lines before the positions of the partitions, of so many {@code rows}
     * @param decided of them, {@code unchanged} and {@code mergeRejected} among them
     */
    public record Border(
            boolean isAskedToStop,
            boolean isPlanned,
            long records,
            long rejected,
            long merged,
            long rows,
            long decided,
            long unchanged,
            long mergeRejected,
            int partitions,
            int partitionsDone) {}

    /** @throws StaleRunException if the run is gone */
    public static Border border(Connection c, long runNo, int epoch) throws SQLException {
        List<Border> seen = new ArrayList<>(1);
        Rows.each(
                c,
                Sql.named("run-border"),
                row -> seen.add(new Border(
                        row.getBoolean("asked_to_stop"),
                        row.getBoolean("plan_done"),
                        row.getLong("records"),
                        row.getLong("rejected"),
                        row.getLong("merged"),
                        row.getLong("rows"),
                        row.getLong("decided"),
                        row.getLong("unchanged"),
                        row.getLong("merge_rejected"),
                        row.getInt("partitions"),
                        row.getInt("done"))),
                epoch,
                runNo);
        return seen.stream().findFirst().orElseThrow(RunTable::stale);
    }

    /** Asks the launch that works on a run to end at its next chunk's border; later launches are not concerned. */
    public static void askToStop(Connection c, long runNo) throws SQLException {
        Rows.update(c, "update run set stop_epoch = epoch where no = ?", runNo);
    }

    private static StaleRunException stale() {
        return new StaleRunException("another process has taken this run over; this one has changed nothing and stops");
    }
}
