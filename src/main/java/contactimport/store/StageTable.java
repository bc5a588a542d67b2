package contactimport.store;

import contactimport.contact.Checked;
import contactimport.contact.Code;
import contactimport.contact.Reason;
import contactimport.source.SourceRow;
import contactimport.verify.VerifiedPatch;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes a chunk of read lines inside the caller's transaction: accepted ones by {@code COPY} into {@code staged_row}, rejected
 * ones into the ledger. One per run; not thread-safe.
 */
public final class StageTable {

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

    private record Accepted(SourceRow row, VerifiedPatch patch) {}

    private record Refused(SourceRow row, List<Reason> reasons) {}

    /** Lines of a run as {@code COPY} takes them: all that can be done about them without the database. To be written once. */
    public static final class Lines {

        private final List<Line> all;
        private final List<Accepted> accepted;
        private final List<Refused> refused = new ArrayList<>();
        private final BinaryCopy copy;

        private Lines(long runNo, List<Line> all) {
            this.all = all;
            accepted = new ArrayList<>(all.size());
            for (Line line : all) {
                line.patch()
                        .fold(
                                patch -> accepted.add(new Accepted(line.row(), patch)),
                                reasons -> refused.add(new Refused(line.row(), reasons)));
            }
            copy = binary(runNo, accepted);
        }

        /** @throws IllegalArgumentException if there are none */
        public static Lines of(long runNo, List<Line> lines) {
            if (lines.isEmpty()) {
                throw new IllegalArgumentException("no lines");
            }
            return new Lines(runNo, lines);
        }

        /** Line in the file of the first one. */
        public long first() {
            return all.get(0).row().line();
        }

        /** Line in the file of the last one. */
        public long last() {
            return all.get(all.size() - 1).row().line();
        }
    }

    /** @throws StaleRunException if another process has staged rows of this run */
    public void write(Connection c, Lines lines) throws SQLException {
        List<Refused> refused = lines.refused;
        lock(c);
        copy(c, lines.copy, lines.accepted, refused);
        LedgerWriter ledger = new LedgerWriter(runNo, null);
        refused.forEach(r -> ledger.rejected(
                r.row().ordinal(), r.row().line(), r.reasons(), null, r.row().raw()));
        ledger.into(c);
        origins(lines.all).into(c);
        long staged = (long) lines.all.size() - refused.size();
        long lineSum = lines.all.stream().mapToLong(l -> l.row().line()).sum()
                - refused.stream().mapToLong(r -> r.row().line()).sum();
        Set<Long> accounts =
                lines.accepted.stream().map(a -> a.patch().accountId()).collect(Collectors.toSet());
        RunTable.advanceStage(
                c,
                runNo,
                epoch,
                new RunTable.StageStep(records, lines.all.size(), staged, refused.size(), lineSum, accounts));
        records += lines.all.size();
    }

    /** The compare-and-set comes first, before a row is written; the counts follow when they are known. */
    private void lock(Connection c) throws SQLException {
        RunTable.advanceStage(c, runNo, epoch, new RunTable.StageStep(records, 0, 0, 0, 0, Set.of()));
    }

    private BinaryCopy origins(List<? extends Line> lines) {
        BinaryCopy copy = new BinaryCopy("correction", "run_no", "ordinal", "line", "origin");
        for (Line line : lines) {
            if (line.origin() != null) {
                copy.row()
                        .int8(runNo)
                        .int8(line.row().ordinal())
                        .int8(line.row().line())
                        .int8(line.origin());
            }
        }
        return copy;
    }

    /** Copies the rows; those that the database cannot hold are found by bisecting and refused. */
    private void copy(Connection c, BinaryCopy copy, List<Accepted> rows, List<Refused> refused) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        Savepoint savepoint = c.setSavepoint();
        try {
            copy.into(c);
            c.releaseSavepoint(savepoint);
        } catch (SQLException e) {
            if (Transience.of(e) != Transience.DATA) {
                throw e;
            }
            c.rollback(savepoint);
            bisect(c, rows, refused, e);
        }
    }

    private void bisect(Connection c, List<Accepted> rows, List<Refused> refused, SQLException e) throws SQLException {
        if (rows.size() == 1) {
            Reason reason = Reason.of(Code.DATABASE_REFUSED, Transience.redacted(e));
            refused.add(new Refused(rows.get(0).row(), List.of(reason)));
        } else {
            half(c, rows.subList(0, rows.size() / 2), refused);
            half(c, rows.subList(rows.size() / 2, rows.size()), refused);
        }
    }

    private void half(Connection c, List<Accepted> rows, List<Refused> refused) throws SQLException {
        copy(c, binary(runNo, rows), rows, refused);
    }

    private static BinaryCopy binary(long runNo, List<Accepted> rows) {
        BinaryCopy copy = new BinaryCopy(
                "staged_row",
                "run_no",
                "ordinal",
                "line",
                "account_id",
                "inbox_id",
                "source_id",
                "identifier",
                "email",
                "phone",
                "patch",
                "raw");
        for (Accepted row : rows) {
            VerifiedPatch patch = row.patch();
            copy.row()
                    .int8(runNo)
                    .int8(row.row().ordinal())
                    .int8(row.row().line())
                    .int8(patch.accountId())
                    .int8(patch.inboxId())
                    .text(patch.sourceId())
                    .text(patch.identifier())
                    .text(patch.email().fold(() -> null, v -> v.value(), () -> null))
                    .text(patch.phone().fold(() -> null, v -> v.value(), () -> null))
                    .jsonb(PatchJson.write(patch))
                    .bytes(row.row().raw());
        }
        return copy;
    }
}
