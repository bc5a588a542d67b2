package contactimport.store;

import static java.util.Objects.requireNonNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Proves that every line of a run has exactly one outcome, by comparing numbers that come from different places: what the
 * reader counted, what is staged, what the partitions were given, what each chunk decided, and what the ledger holds. Nothing
 * is ever a remainder: a line that is in none of these places makes an equation fail. Thread-safe; writes nothing.
 */
public final class Accounting {

    private final JdbcTemplate jdbc;
    private final TransactionTemplate snapshot;
    private final TransactionTemplate sameSnapshot;

    /** How many lines of a run ended how. */
    public record Tally(
            long read, long updated, long created, long merged, long unchanged, long rejected, long failed) {

        /** Lines that changed something. */
        public long written() {
            return updated + created + merged;
        }

        /** Every line that has an outcome; equals {@link #read} if nothing was lost. */
        public long outcomes() {
            return written() + unchanged + rejected + failed;
        }
    }

    /**
     * What was found.
     *
     * @param violations every equation that does not hold, in words and numbers; empty: proved
     */
    public record Proof(Tally tally, List<String> violations) {
        public Proof {
            requireNonNull(tally);
            violations = List.copyOf(violations);
        }

        public boolean holds() {
            return violations.isEmpty();
        }
    }

    /** What the reader and the stage step counted, and beside it what is really staged. */
    record RunBook(
            long records,
            long bytes,
            long fileSize,
            long staged,
            long stageRejected,
            long lineSum,
            boolean stageDone,
            boolean planDone,
            long rowsFound,
            long linesFound) {}

    /** Lines that the plan decided, for they change nothing: as it gave them to a partition, and as it listed them. */
    record IdleBook(long decided, long inRanges) {}

    /** @param part null: decided by the stage step */
    record LedgerBook(@Nullable Integer part, String outcome, long lines, long lineSum) {}

    /**
     * @param aside rows before the position that belong to groups set aside
     * @param undecided these and the rows beyond the position, counted among the staged rows
     */
    record PartitionBook(
            int part,
            long rows,
            long lineSum,
            long position,
            long decided,
            long unchanged,
            long unchangedLineSum,
            boolean done,
            long aside,
            long undecided,
            long undecidedLineSum) {}

    public Accounting(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
        JdbcTransactionManager transactions = new JdbcTransactionManager(dataSource);
        this.snapshot = new TransactionTemplate(transactions);
        snapshot.setReadOnly(true);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        snapshot.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.sameSnapshot = new TransactionTemplate(transactions);
        sameSnapshot.setPropagationBehavior(TransactionDefinition.PROPAGATION_MANDATORY);
    }

    /** @throws IllegalArgumentException if there is no such run */
    public Proof prove(long runNo) {
        return requireNonNull(snapshot.execute(status -> {
            // A ledger of many millions is counted for as long as it takes.
            jdbc.execute("set local statement_timeout = 0");
            return balance(runNo, () -> jdbc.query(Sql.named("accounting-ledger"), (row, i) -> ledger(row), runNo));
        }));
    }

    /**
     * The same, where the caller has read the ledger already: all numbers have to be of one snapshot, so his transaction must still
     * be under way.
     *
     * @throws IllegalArgumentException if there is no such run
     * @throws org.springframework.transaction.IllegalTransactionStateException if the caller has no transaction
     */
    public Proof prove(long runNo, LedgerCount ledger) {
        return requireNonNull(sameSnapshot.execute(status -> balance(runNo, ledger::books)));
    }

    private Proof balance(long runNo, Supplier<List<LedgerBook>> ledger) {
        List<RunBook> run = jdbc.query(Sql.named("accounting-run"), (row, i) -> run(row), runNo, runNo);
        if (run.isEmpty()) {
            throw new IllegalArgumentException("there is no run " + runNo);
        }
        return new Balance(
                        run.get(0),
                        jdbc.query(Sql.named("accounting-idle"), (row, i) -> idle(row), runNo),
                        ledger.get(),
                        jdbc.query(Sql.named("accounting-partitions"), (row, i) -> partition(row), runNo, runNo))
                .proof();
    }

    private static RunBook run(ResultSet row) throws SQLException {
        return new RunBook(
                row.getLong("records"),
                row.getLong("bytes"),
                row.getLong("file_size"),
                row.getLong("staged"),
                row.getLong("stage_rejected"),
                row.getLong("line_sum"),
                row.getBoolean("stage_done"),
                row.getBoolean("plan_done"),
                row.getLong("rows_found"),
                row.getLong("lines_found"));
    }

    private static IdleBook idle(ResultSet row) throws SQLException {
        return new IdleBook(row.getLong("decided"), row.getLong("in_ranges"));
    }

    private static LedgerBook ledger(ResultSet row) throws SQLException {
        int part = row.getInt("part");
        return new LedgerBook(
                row.wasNull() ? null : part, row.getString("outcome"), row.getLong("lines"), row.getLong("line_sum"));
    }

    private static PartitionBook partition(ResultSet row) throws SQLException {
        return new PartitionBook(
                row.getInt("part"),
                row.getLong("rows"),
                row.getLong("line_sum"),
                row.getLong("position"),
                row.getLong("decided"),
                row.getLong("unchanged"),
                row.getLong("unchanged_line_sum"),
                row.getBoolean("done"),
                row.getLong("aside"),
                row.getLong("undecided"),
                row.getLong("undecided_line_sum"));
    }
}
