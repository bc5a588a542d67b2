package contactimport.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The rows of {@code run}: one file imported once. */
public final class RunTable {

    private RunTable() {}

    /** What is known of a run before its first line is read. {@code settings} and {@code header} are JSON texts. */
    public record NewRun(
            String id,
            String fileName,
            long fileSize,
            String sha256,
            String format,
            String header,
            String settings,
            String fingerprint) {}

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
                run.fingerprint());
        return no.get();
    }

    /** Everything read so far is dropped: a stage that did not finish begins again. */
    public static void restartStage(Connection c, long runNo, int epoch) throws SQLException {
        if (Rows.update(c, Sql.named("run-restart-stage"), runNo, epoch) != 1) {
            throw stale();
        }
        Rows.update(c, "delete from ledger where run_no = ?", runNo);
        Rows.update(c, "delete from warning where run_no = ?", runNo);
        Rows.each(c, "select drop_run_partitions(?)", row -> {}, runNo);
        Rows.each(c, "select open_run_partitions(?)", row -> {}, runNo);
    }

    /** What one chunk of the stage adds; {@code recordsBefore} is what the run must stand at. */
    public record StageStep(long recordsBefore, long records, long staged, long rejected, long lineSum) {}

    /** The first statement of a stage chunk. */
    static void advanceStage(Connection c, long runNo, int epoch, StageStep step) throws SQLException {
        int moved = Rows.update(
                c,
                Sql.named("run-advance-stage"),
                step.records(),
                step.staged(),
                step.rejected(),
                step.lineSum(),
                runNo,
                epoch,
                step.recordsBefore());
        if (moved != 1) {
            throw stale();
        }
    }

    /** The reader has come to the end, having consumed so many bytes. */
    public static void finishStage(Connection c, long runNo, int epoch, long bytes) throws SQLException {
        if (Rows.update(c, Sql.named("run-finish-stage"), bytes, runNo, epoch) != 1) {
            throw stale();
        }
    }

    /** How a launch ended. {@code summary} is JSON text, {@code error} what failed beside single lines. */
    public static void finish(
            Connection c, long runNo, String status, int exitCode, String summary, @Nullable String error)
            throws SQLException {
        Rows.update(c, Sql.named("run-finish"), status, exitCode, summary, error, runNo);
    }

    /** The staged rows of a run that is done are not needed any more: its ledger stays. */
    public static void dropStaged(Connection c, long runNo) throws SQLException {
        Rows.each(c, "select drop_run_partitions(?)", row -> {}, runNo);
    }

    /** A run that came to nothing before its first merge leaves no trace. */
    public static void forget(Connection c, long runNo) throws SQLException {
        dropStaged(c, runNo);
        Rows.update(c, "delete from run where no = ?", runNo);
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
     * @param merged lines before the positions of the partitions
     */
    public record Border(boolean isAskedToStop, boolean isPlanned, long records, long rejected, long merged) {}

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
                        row.getLong("merged"))),
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
