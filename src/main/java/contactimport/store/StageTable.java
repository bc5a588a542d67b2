package contactimport.store;

import static java.util.Objects.requireNonNull;

import contactimport.contact.Checked;
import contactimport.contact.Code;
import contactimport.contact.Reason;
import contactimport.source.SourceRow;
import contactimport.verify.VerifiedPatch;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a chunk of read lines inside the caller's transaction: accepted ones by {@code COPY} into {@code staged_row}, rejected
 * ones into the ledger. One per run; not thread-safe.
 */
public final class StageTable {

    private static final List<String> COLUMNS = List.of(
            "run_no",
            "ordinal",
            "line",
            "account_id",
            "inbox_id",
            "source_id",
            "identifier",
            "email",
            "phone",
            "name",
            "custom",
            "patch",
            "raw");

    private final long runNo;
    private final int epoch;
    private long records;

    public StageTable(long runNo, int epoch) {
        this.runNo = runNo;
        this.epoch = epoch;
    }

    /**
     * A line as it was read and checked.
     *
     * @param origin the line that it corrects, of the run that this run corrects
     */
    public record Line(
            SourceRow row,
            Checked<VerifiedPatch> patch,
            @Nullable Long origin) {
        public Line(SourceRow row, Checked<VerifiedPatch> patch) {
            this(row, patch, null);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Refused(long ordinal, long line, List<Reason> reasons, byte[] raw) {}

    /** Lines of a run as {@code COPY} takes them: all that can be done about them without the database. Not thread-safe. */
    public static final class Lines {

        private final long runNo;
        private final BinaryCopy accepted = new BinaryCopy("staged_row", COLUMNS.toArray(String[]::new));
        private final BinaryCopy origins = new BinaryCopy("correction", "run_no", "ordinal", "line", "origin");
        private final List<Refused> refused = new ArrayList<>();
        private final Set<Long> accounts = new HashSet<>();
        private long acceptedLineSum;
        private int count;
        private long first;
        private long last;

        public Lines(long runNo) {
            this.runNo = runNo;
        }

        /** Only what is sent is kept of it: rows that outlive their turn are what a small heap has the most work with. */
        public void add(Line line) {
            SourceRow row = line.row();
            first = count == 0 ? row.line() : first;
            last = row.line();
            count++;
            Refused fault = line.patch()
                    .fold(
                            patch -> accept(row, patch),
                            reasons -> new Refused(row.ordinal(), row.line(), reasons, row.raw()));
            if (fault != null) {
                refused.add(fault);
            }
            if (line.origin() != null) {
                origins.row().int8(runNo).int8(row.ordinal()).int8(row.line()).int8(line.origin());
            }
        }

        private @Nullable Refused accept(SourceRow row, VerifiedPatch patch) {
            acceptedLineSum += row.line();
            accounts.add(patch.accountId());
            accepted.row()
                    .int8(runNo)
                    .int8(row.ordinal())
                    .int8(row.line())
                    .int8(patch.accountId())
                    .int8(patch.inboxId())
                    .text(patch.sourceId())
                    .text(patch.identifier())
                    .text(patch.email().fold(() -> null, v -> v.value(), () -> null))
                    .text(patch.phone().fold(() -> null, v -> v.value(), () -> null))
                    .text(patch.name().value())
                    .jsonb(PatchJson.custom(patch))
                    .jsonb(PatchJson.rest(patch))
                    .bytes(row.raw());
            return null;
        }

        /** One that was accepted, {@code row} counted from 0. */
        private Refused refused(int row, Reason reason) {
            return new Refused(
                    number(row, COLUMNS.indexOf("ordinal")),
                    number(row, COLUMNS.indexOf("line")),
                    List.of(reason),
                    requireNonNull(accepted.field(row, COLUMNS.indexOf("raw"))));
        }

        private long number(int row, int column) {
            return ByteBuffer.wrap(requireNonNull(accepted.field(row, column))).getLong();
        }

        public int count() {
            return count;
        }

        /** Line in the file of the first one. */
        public long first() {
            return first;
        }

        /** Line in the file of the last one. */
        public long last() {
            return last;
        }
    }

    /** @throws StaleRunException if another process has staged rows of this run */
    public void write(Connection c, Lines lines) throws SQLException {
        Rows.each(c, Sql.named("stage-settings"), row -> {});
        lock(c);
        List<Refused> unheld = new ArrayList<>();
        copy(c, lines, 0, lines.accepted.rows(), unheld);
        LedgerWriter ledger = new LedgerWriter(runNo, null);
        Stream.concat(lines.refused.stream(), unheld.stream())
                .forEach(r -> ledger.rejected(r.ordinal(), r.line(), r.reasons(), null, r.raw()));
        ledger.into(c);
        lines.origins.into(c);
        long staged = (long) lines.accepted.rows() - unheld.size();
        long lineSum =
                lines.acceptedLineSum - unheld.stream().mapToLong(Refused::line).sum();
        RunTable.advanceStage(
                c,
                runNo,
                epoch,
                new RunTable.StageStep(records, lines.count, staged, lines.count - staged, lineSum, lines.accounts));
        records += lines.count;
    }

    /** The compare-and-set comes before a row is written; the counts follow when they are known. */
    private void lock(Connection c) throws SQLException {
        RunTable.advanceStage(c, runNo, epoch, new RunTable.StageStep(records, 0, 0, 0, 0, Set.of()));
    }

    /** Copies the rows; those that the database cannot hold are found by bisecting and refused. */
    private void copy(Connection c, Lines lines, int from, int to, List<Refused> unheld) throws SQLException {
        if (from == to) {
            return;
        }
        Savepoint savepoint = c.setSavepoint();
        try {
            lines.accepted.into(c, from, to);
            c.releaseSavepoint(savepoint);
        } catch (SQLException e) {
            if (Transience.of(e) != Transience.DATA) {
                throw e;
            }
            c.rollback(savepoint);
            bisect(c, lines, from, to, unheld, e);
        }
    }

    private void bisect(Connection c, Lines lines, int from, int to, List<Refused> unheld, SQLException e)
            throws SQLException {
        if (to - from == 1) {
            unheld.add(lines.refused(from, Reason.of(Code.DATABASE_REFUSED, Transience.redacted(e))));
        } else {
            int middle = (from + to) >>> 1;
            copy(c, lines, from, middle, unheld);
            copy(c, lines, middle, to, unheld);
        }
    }
}
