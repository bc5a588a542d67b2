package contactimport.store;

import static java.util.Objects.requireNonNull;

import contactimport.source.Format;
import contactimport.source.ReadAs;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * How far a run has come, and what it takes to launch it again.
 *
 * @param header names of the CSV columns; empty for JSON Lines
 * @param settings JSON text
 * @param accounts whose contacts it touches, as far as its lines have been read
 * @param path where its file is
 * @param spooled whether that is a copy of ours of what came through stdin
 * @param reading how its file is read
 * @param corrects number of the run whose reject file it imports
 */
public record RunState(
        long no,
        String id,
        String fileName,
        long fileSize,
        String sha256,
        Format format,
        List<String> header,
        String settings,
        String fingerprint,
        int epoch,
        String status,
        boolean stageDone,
        boolean planDone,
        Set<Long> accounts,
        @Nullable String path,
        boolean spooled,
        Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Long corrects,
        ReadAs reading) {

    private static final Set<String> UNFINISHED = Set.of("running", "failed", "interrupted");

    public RunState {
        requireNonNull(id);
        header = List.copyOf(header);
        accounts = Set.copyOf(accounts);
    }

    /** Whether a launch could take it on: it is neither completed nor closed. */
    public boolean isUnfinished() {
        return UNFINISHED.contains(status);
    }

    public boolean isCompleted() {
        return status.startsWith("completed");
    }

    /** @param id of the run, or {@code last} */
    public static Optional<RunState> find(Connection c, String id) throws SQLException {
        Optional<PastRun> named = PastRun.find(c, id);
        return named.isEmpty()
                ? Optional.empty()
                : where(c, "r.no = ?", named.get().no()).stream().findFirst();
    }

    /** @param no of a run that is there */
    public static RunState byNo(Connection c, long no) throws SQLException {
        return where(c, "r.no = ?", no).stream().findFirst().orElseThrow();
    }

    /** Every run of a file of this content, the newest first. */
    public static List<RunState> ofContent(Connection c, String sha256) throws SQLException {
        return where(c, "r.sha256 = ?", sha256);
    }

    /** Whether some run reads, or would read again, the file at this place. */
    public static boolean isFileOfARun(Connection c, String path) throws SQLException {
        return !where(c, "r.source_path = ? and r.status in ('running', 'failed', 'interrupted')", path)
                .isEmpty();
    }

    /** Every run before this one that touches one of the accounts and is neither completed nor closed, the newest first. */
    public static List<RunState> unfinishedBefore(Connection c, long runNo, Set<Long> accounts) throws SQLException {
        return where(
                c,
                "r.no < ? and r.accounts && ? and r.status in ('running', 'failed', 'interrupted')",
                runNo,
                Rows.longs(accounts));
    }

    /** Ids of the later runs that have decided a line of one of the accounts, in their order. */
    public static List<String> laterThan(Connection c, long runNo, Set<Long> accounts) throws SQLException {
        List<String> ids = new ArrayList<>();
        Rows.each(c, Sql.named("run-later"), row -> ids.add(Rows.text(row, "id")), runNo, Rows.longs(accounts));
        return ids;
    }

    /** The first line that has no outcome yet: 1 while the file has not been read to its end, 0 when there is none. */
    public long firstUndecided(Connection c) throws SQLException {
        if (!stageDone) {
            return 1;
        }
        AtomicLong line = new AtomicLong();
        if (planDone) {
            Rows.each(c, Sql.named("run-first-undecided"), row -> line.set(row.getLong(1)), no, no, no);
        } else {
            Rows.each(c, "select min(line) from staged_row where run_no = ?", row -> line.set(row.getLong(1)), no);
        }
        return line.get();
    }

    private static List<RunState> where(Connection c, String condition, Object... parameters) throws SQLException {
        List<RunState> found = new ArrayList<>();
        Rows.each(c, Sql.named("run-state").replace("{condition}", condition), row -> found.add(read(row)), parameters);
        return found;
    }

    private static RunState read(ResultSet row) throws SQLException {
        long corrects = row.getLong("corrects");
        boolean correction = !row.wasNull();
        return new RunState(
                row.getLong("no"),
                Rows.text(row, "id"),
                Rows.text(row, "file_name"),
                row.getLong("file_size"),
                Rows.text(row, "sha256"),
                Format.valueOf(Rows.text(row, "format").toUpperCase(Locale.ROOT)),
                PastRun.names(row.getString("header")),
                Rows.text(row, "settings"),
                Rows.text(row, "fingerprint"),
                row.getInt("epoch"),
                Rows.text(row, "status"),
                row.getBoolean("stage_done"),
                row.getBoolean("plan_done"),
                longs(requireNonNull(row.getArray("accounts"))),
                row.getString("source_path"),
                row.getBoolean("spooled"),
                requireNonNull(row.getObject("started_at", OffsetDateTime.class))
                        .toInstant(),
                PastRun.instant(row.getObject("finished_at", OffsetDateTime.class)),
                correction ? corrects : null,
                PastRun.reading(row));
    }

    private static Set<Long> longs(Array array) throws SQLException {
        return Set.of((Long[]) array.getArray());
    }
}
