package contactimport.store;

import static java.util.Objects.requireNonNull;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What a run did, read back line by line in file order, however many lines there are: rows come through a cursor and are never
 * held. Thread-safe; a consumer must not call back into the reader.
 */
public final class LedgerReader {

    /** A contact is a kilobyte or two; a rejected record may be a megabyte. */
    private static final int ENTRIES_AT_ONCE = 200;

    private static final int RAW_RECORDS_AT_ONCE = 32;

    private final DataSource dataSource;
    private final TransactionTemplate snapshot;
    private final TransactionTemplate joining;

    /**
     * A line that changed something.
     *
     * @param before JSON object: of each field that changed, its value before; null for a created contact
     * @param after JSON object: the values after
     * @param record JSON object: the contact as its chunk committed it
     */
    public record Written(
            long line,
            String outcome,
            @Nullable Utf8 before,
            @Nullable Utf8 after,
            @Nullable Utf8 record,
            long ordinal) {

        public Written(
                long line,
                String outcome,
                @Nullable String before,
                @Nullable String after,
                @Nullable String record,
                long ordinal) {
            this(line, outcome, Utf8.orNull(before), Utf8.orNull(after), Utf8.orNull(record), ordinal);
        }

        public Written(
                long line, String outcome, @Nullable String before, @Nullable String after, @Nullable String record) {
            this(line, outcome, before, after, record, 0);
        }

        /** Values are personal data and never reach a log. */
        @Override
        public String toString() {
            return "Written[line " + line + ", " + outcome + "]";
        }
    }

    /**
     * A line to give back.
     *
     * @param codes as in {@code EMAIL_INVALID; PHONE_INVALID}; null when the line was never decided
     * @param reason null when nothing is known but that the line was not reached
     * @param raw the record as it stood in the file, without its line end
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
    public record GivenBack(
            long line, @Nullable String codes, @Nullable String reason, byte[] raw, long ordinal) {

        public GivenBack(long line, @Nullable String codes, @Nullable String reason, byte[] raw) {
            this(line, codes, reason, raw, 0);
        }

        public GivenBack {
            requireNonNull(raw);
        }

        /** The same with words before its reason, if it has one. */
        public GivenBack because(String where) {
            return new GivenBack(line, codes, reason == null ? null : where + reason, raw, ordinal);
        }

        @Override
        public String toString() {
            return "GivenBack[line " + line + ", " + codes + "]";
        }
    }

    /** A field of a line that was not applied as given. */
    public record Warned(long line, String code, String field, String detail, long ordinal) {}

    /** How often a code occurred, and the first few lines where it did. */
    public record CodeCount(String code, long count, List<Long> firstLines) {
        public CodeCount {
            firstLines = List.copyOf(firstLines);
        }
    }

    public LedgerReader(DataSource dataSource) {
        this.dataSource = dataSource;
        JdbcTransactionManager transactions = new JdbcTransactionManager(dataSource);
        this.snapshot = reading(transactions, TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.joining = reading(transactions, TransactionDefinition.PROPAGATION_REQUIRED);
    }

    /** Everything that {@code reading} asks of this reader is answered from one snapshot of the database. */
    public <T> T inOneSnapshot(Supplier<T> reading) {
        return requireNonNull(snapshot.execute(status -> reading.get()));
    }

    /**
     * The updated, created and merged lines.
     *
     * @return the count of all entries, of these and of others: they are read anyway, and to count them beforehand would be to read
     *     a gigabyte of them twice
     */
    public LedgerCount written(long runNo, Consumer<? super Written> consumer) {
        LedgerCount count = new LedgerCount();
        joining.executeWithoutResult(status -> {
            Connection connection = DataSourceUtils.getConnection(dataSource);
            try {
                // One statement for as long as the report is written, and then for what else is asked in this snapshot.
                Rows.update(connection, "set local statement_timeout = 0");
                CopiedRows.each(
                        connection,
                        Sql.named("ledger-written").replace("{run}", Long.toString(runNo)),
                        row -> written(row, count, consumer));
            } catch (SQLException e) {
                throw new UncategorizedSQLException("ledger-written", null, e);
            } finally {
                DataSourceUtils.releaseConnection(connection, dataSource);
            }
        });
        return count;
    }

    private static void written(CopiedRows.Row row, LedgerCount count, Consumer<? super Written> consumer) {
        long line = row.int8();
        long ordinal = row.int8();
        Long part = row.int8OrNull();
        String outcome = requireNonNull(row.text()).text();
        boolean told = row.int8() == 1;
        Written written = new Written(line, outcome, row.text(), row.text(), row.text(), ordinal);
        count.add(part == null ? null : Math.toIntExact(part), outcome, line);
        if (told) {
            consumer.accept(written);
        }
    }

    public void rejected(long runNo, Consumer<? super GivenBack> consumer) {
        stream("ledger-rejected", RAW_RECORDS_AT_ONCE, row -> consumer.accept(givenBack(row)), runNo);
    }

    /** The lines that are not decided, because a partition or the whole run stopped before them. */
    public void failed(long runNo, Consumer<? super GivenBack> consumer) {
        stream("ledger-failed", RAW_RECORDS_AT_ONCE, row -> consumer.accept(givenBack(row)), runNo, runNo, runNo);
    }

    public void warnings(long runNo, Consumer<? super Warned> consumer) {
        stream(
                "ledger-warnings",
                ENTRIES_AT_ONCE,
                row -> consumer.accept(new Warned(
                        row.getLong(1), row.getString(2), row.getString(3), row.getString(4), row.getLong(5))),
                runNo);
    }

    /** What the plan found of lines that address the same contact: JSON text, null before there was a plan. */
    public @Nullable String duplicates(long runNo) {
        return new JdbcTemplate(dataSource)
                .queryForObject("select duplicates::text from run where no = ?", String.class, runNo);
    }

    /** How far the run's steps were, and when, launch by launch. */
    public List<PaceTable.Mark> pace(long runNo) {
        return new JdbcTemplate(dataSource)
                .query(
                        Sql.named("pace-read"),
                        (row, i) -> new PaceTable.Mark(
                                row.getInt(1), row.getString(2), Instant.ofEpochMilli(row.getLong(3)), row.getLong(4)),
                        runNo);
    }

    /** Rejected lines by the first of their codes, the most frequent first. */
    public List<CodeCount> rejectsByCode(long runNo) {
        return counts("ledger-rejects-by-code", runNo);
    }

    /** Warnings by code, the most frequent first. */
    public List<CodeCount> warningsByCode(long runNo) {
        return counts("ledger-warnings-by-code", runNo);
    }

    private List<CodeCount> counts(String name, long runNo) {
        return new JdbcTemplate(dataSource)
                .query(
                        Sql.named(name),
                        (row, i) -> new CodeCount(row.getString(1), row.getLong(2), longs(row.getArray(3))),
                        runNo);
    }

    private void stream(String name, int rowsAtOnce, RowCallbackHandler row, Object... parameters) {
        // The driver reads through a cursor only inside a transaction.
        joining.executeWithoutResult(status -> {
            JdbcTemplate jdbc = new JdbcTemplate(dataSource);
            jdbc.setFetchSize(rowsAtOnce);
            jdbc.query(Sql.named(name), row, parameters);
        });
    }

    private static GivenBack givenBack(ResultSet row) throws SQLException {
        byte[] raw = row.getBytes(4);
        return new GivenBack(
                row.getLong(1), row.getString(2), row.getString(3), raw == null ? new byte[0] : raw, row.getLong(5));
    }

    private static List<Long> longs(Array array) throws SQLException {
        return List.of((Long[]) array.getArray());
    }

    private static TransactionTemplate reading(JdbcTransactionManager transactions, int propagation) {
        TransactionTemplate template = new TransactionTemplate(transactions);
        template.setReadOnly(true);
        template.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        template.setPropagationBehavior(propagation);
        return template;
    }
}
