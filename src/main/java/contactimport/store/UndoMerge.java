package contactimport.store;

import contactimport.contact.Code;
import contactimport.contact.Outcome;
import contactimport.contact.Reason;
import contactimport.contact.Warning;
import contactimport.contact.WarningCode;
import contactimport.merge.Changes;
import contactimport.merge.Decision;
import contactimport.merge.Kept;
import contactimport.merge.UndoEntry;
import contactimport.merge.UndoPicture;
import contactimport.merge.UndoScope;
import contactimport.merge.Undoer;
import contactimport.merge.Undone;
import contactimport.source.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Undoes the entries of one partition, slice by slice, each in the caller's transaction: advance the position by compare-and-set,
 * lock, read, decide, write, account. Not thread-safe.
 */
public final class UndoMerge {

    private final Undoing undoing;
    private final UndoPositions partitions;
    private final LockPatience patience;
    private final UndoSlices slices;
    private final UndoEntries entries;
    private final UndoLoader loader;
    private final UndoWriter writer;
    private final ContactColumns columns;

    /**
     * @param backwards whether the undone run applied its entries from the last to the first
     * @param epoch of this launch
     * @param chunk most entries in a transaction
     */
    public UndoMerge(Undoing undoing, boolean backwards, int epoch, Retry retry, Contention contention, int chunk) {
        this.undoing = undoing;
        this.partitions = new UndoPositions(undoing.runNo(), epoch);
        this.patience = new LockPatience(retry, contention);
        slices = new UndoSlices(undoing, chunk);
        entries = new UndoEntries(undoing.undone());
        loader = new UndoLoader(undoing, backwards);
        writer = new UndoWriter(undoing);
        columns = new ContactColumns(undoing.platform());
    }

    /**
     * @param c changes the platform; of a check, its transaction is to be rolled back by the caller, though not before a group that
     *     goes on has come to its end: every slice of it must find what those before it have written
     * @param own writes our own books; the same connection, unless it is a check
     * @return the new position; the same when the partition has no more entries
     */
    public int next(Connection c, Connection own, int part, int position) throws SQLException {
        List<UndoRow> rows = slices.next(own, part, position);
        if (rows.isEmpty()) {
            return position;
        }
        int end = position + rows.size();
        partitions.advance(own, part, position, end);
        Books books = new Books(new LedgerWriter(undoing.runNo(), part));
        settle(c);
        undo(c, rows, books);
        books.ledger.into(own);
        partitions.account(own, part, end, rows.size(), books.unchanged, books.unchangedLines, books.rejected);
        return end;
    }

    /**
     * After a merge of nearly everybody the statistics say that next to nobody is there: every list of ids and every key would be
     * looked up by reading all contacts. For this transaction only.
     */
    static void settle(Connection c) throws SQLException {
        Rows.update(c, "set local enable_seqscan = off");
    }

    /** Whether the next slice goes on with the group of the last one. */
    public boolean isWithinGroup() {
        return slices.goesOn();
    }

    /** What a slice has come to. */
    private static final class Books {
        private final LedgerWriter ledger;
        private long unchanged;
        private long unchangedLines;
        private long rejected;

        Books(LedgerWriter ledger) {
            this.ledger = ledger;
        }
    }

    /** What the database refuses is bisected until it is alone. */
    private void undo(Connection c, List<UndoRow> rows, Books books) throws SQLException {
        Savepoint savepoint = c.setSavepoint();
        try {
            Attempt done = attempt(c, rows, savepoint);
            account(rows, done, books);
            c.releaseSavepoint(savepoint);
        } catch (RefusedException e) {
            c.rollback(savepoint);
            if (rows.size() > 1) {
                undo(c, rows.subList(0, rows.size() / 2), books);
                undo(c, rows.subList(rows.size() / 2, rows.size()), books);
            } else {
                Kept refused = new Kept(Code.DATABASE_REFUSED, "", Transience.redacted(e.refusal()));
                rejected(rows.get(0), List.of(refused), books);
            }
        }
    }

    private record Attempt(List<Undone> undone, Map<Long, String> records) {}

    private Attempt attempt(Connection c, List<UndoRow> rows, Savepoint savepoint) throws SQLException {
        boolean decidedAgain = false;
        for (int attempt = 1; ; ) {
            long began = System.nanoTime();
            try {
                return once(c, rows);
            } catch (SQLException e) {
                switch (Transience.of(e)) {
                    case DECIDE_AGAIN -> {
                        if (decidedAgain) {
                            throw new RefusedException(e);
                        }
                        decidedAgain = true;
                        patience.contention().decidedAgain();
                        c.rollback(savepoint);
                    }
                    case DATA -> throw new RefusedException(e);
                    case AGAIN -> {
                        patience.contention().again(String.valueOf(e.getSQLState()), System.nanoTime() - began);
                        if (++attempt > patience.attempts()) {
                            throw e;
                        }
                        c.rollback(savepoint);
                        patience.pause(attempt);
                    }
                    case ENVIRONMENT, FATAL -> throw e;
                }
            }
        }
    }

    private Attempt once(Connection c, List<UndoRow> rows) throws SQLException {
        List<UndoEntry> all = entries.of(c, rows);
        UndoPicture picture = loader.load(c, all);
        List<Undone> undone = new Undoer(new UndoScope(undoing.only()), picture).undo(all);
        Map<Long, String> records = new HashMap<>(writer.write(c, picture));
        readOthers(c, all, undone, records);
        return new Attempt(undone, records);
    }

    /** Records of contacts of which only a link, or what hangs on them, was put back. */
    private void readOthers(Connection c, List<UndoEntry> all, List<Undone> undone, Map<Long, String> records)
            throws SQLException {
        Set<Long> others = new HashSet<>();
        for (int i = 0; i < all.size(); i++) {
            if (!undone.get(i).changes().isEmpty()
                    && !records.containsKey(all.get(i).contactId())) {
                others.add(all.get(i).contactId());
            }
        }
        if (!others.isEmpty()) {
            String sql = Sql.named("contact-records").replace("{record}", columns.record());
            ContactRecord record = new ContactRecord();
            Rows.each(c, sql, row -> records.put(row.getLong(1), record.of(row)), Rows.longs(others));
        }
    }

    private static void account(List<UndoRow> rows, Attempt done, Books books) {
        if (done.undone().size() != rows.size()) {
            throw new AccountingException(
                    rows.size() + " entries, but " + done.undone().size() + " decisions");
        }
        for (int i = 0; i < rows.size(); i++) {
            UndoRow row = rows.get(i);
            Undone undone = done.undone().get(i);
            if (undone.outcome() == Outcome.REJECTED) {
                rejected(row, undone.kept(), books);
            } else {
                applied(row, undone, done.records().get(row.contactId()), books);
            }
        }
    }

    private static void applied(UndoRow row, Undone undone, @Nullable String record, Books books) {
        Changes changes = undone.changes();
        books.ledger.applied(
                row.ordinal(),
                row.line(),
                new Decision.Applied(undone.outcome(), row.contactId(), changes, List.of(), List.of()),
                record);
        books.ledger.warnings(
                row.ordinal(),
                row.line(),
                undone.kept().stream()
                        .map(k -> new Warning(WarningCode.UNDO_KEPT, k.field(), k.code() + ": " + k.detail()))
                        .toList());
        if (undone.outcome() == Outcome.UNCHANGED) {
            books.unchanged++;
            books.unchangedLines += row.line();
        }
    }

    private static void rejected(UndoRow row, List<Kept> kept, Books books) {
        List<Reason> reasons = kept.stream()
                .map(k -> new Reason(k.code(), k.field(), k.detail()))
                .toList();
        books.rejected++;
        Map<String, @Nullable Object> raw = new LinkedHashMap<>();
        raw.put("line", BigDecimal.valueOf(row.line()));
        raw.put("contact_id", BigDecimal.valueOf(row.contactId()));
        raw.put("kept", kept.stream().map(Kept::field).toList());
        books.ledger.rejected(
                row.ordinal(),
                row.line(),
                reasons,
                row.contactId(),
                Json.write(raw).getBytes(StandardCharsets.UTF_8));
    }
}
