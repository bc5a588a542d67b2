package contactimport.store;

import contactimport.contact.Code;
import contactimport.contact.Reason;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * Merges one slice of a partition inside the caller's transaction: position first, then the people, then the ledger, so that
 * all of it or nothing is committed. What an error means is {@link Transience}'s business; a line that the database refuses is
 * found by bisecting and rejected alone, a group that stays locked is set aside alone.
 *
 * <p>A slice may be merged only in part: the position says how far. At most so many savepoints fit into a transaction, and
 * nobody is waited for twice while rows that are already written are locked: they are committed first. One per partition; not
 * thread-safe.
 */
public final class ChunkMerge {

    /** More live subtransactions slow down every session of the server. */
    private static final int MAX_SAVEPOINTS = 32;

    private final PartitionTable partitions;
    private final SpanMerge spans;
    private final LockPatience patience;
    private final Refusals refusals;
    private final long runNo;
    private final boolean bulk;

    /** Rows from the position on that could not be locked together: the next slice begins with them alone. 0: none. */
    private int lockedOut;

    private long entryBytes;

    ChunkMerge(
            long runNo,
            PartitionTable partitions,
            SpanMerge spans,
            LockPatience patience,
            long partitionRows,
            boolean bulk) {
        this.bulk = bulk;
        this.runNo = runNo;
        this.partitions = partitions;
        this.spans = spans;
        this.patience = patience;
        refusals = new Refusals(partitionRows);
    }

    /** @return the new position: the next slice begins behind it */
    public int merge(Connection c, Slice slice) throws SQLException {
        partitions.advance(c, slice);
        if (bulk) {
            Rows.each(c, Sql.named("bulk-settings"), row -> {});
        }
        Progress progress = new Progress(partitions.groupsAside(c, slice));
        Deque<List<StagedRow>> todo = begin(slice.rows(), progress);
        int position = slice.position();
        while (!todo.isEmpty()
                && lockedOut == 0
                && (progress.savepoints < MAX_SAVEPOINTS || position == slice.position())) {
            List<StagedRow> span = todo.pop();
            if (merge(c, slice.part(), span, todo, progress)) {
                position += span.size();
            }
        }
        // Rows of a group that was set aside again are behind it, too, but not decided.
        int decided = slice.isAside() ? slice.position() + Math.toIntExact(progress.tally.decided) : position;
        partitions.account(c, slice, decided, progress.tally);
        entryBytes = progress.tally.entryBytes;
        return decided;
    }

    /** What the last slice's entries in the ledger came to. */
    public long entryBytes() {
        return entryBytes;
    }

    private Deque<List<StagedRow>> begin(List<StagedRow> rows, Progress progress) {
        Deque<List<StagedRow>> todo = new ArrayDeque<>();
        if (lockedOut > 0 && lockedOut < rows.size()) {
            split(rows, lockedOut, todo);
        } else {
            todo.push(rows);
        }
        progress.cut = lockedOut > 0;
        lockedOut = 0;
        return todo;
    }

    /** What a transaction has come to so far. */
    private static final class Progress {
        private final Set<Integer> aside;
        private final SpanMerge.Tally tally = new SpanMerge.Tally();
        private final LockPatience.Waiting waiting = new LockPatience.Waiting();
        private int savepoints;
        private boolean cut;

        Progress(Set<Integer> aside) {
            this.aside = aside;
        }

        /** Whether rows are locked that a roll-back to the savepoint does not let go. */
        boolean holdsLocks() {
            return tally.decided > 0;
        }
    }

    /** @return whether the span is done with; if not, its parts are on the list */
    private boolean merge(Connection c, int part, List<StagedRow> span, Deque<List<StagedRow>> todo, Progress progress)
            throws SQLException {
        List<StagedRow> rows = span.stream()
                .filter(row -> !progress.aside.contains(row.group()))
                .toList();
        if (rows.isEmpty()) {
            return true;
        }
        progress.savepoints++;
        boolean brief = isBrief(rows, progress);
        progress.waiting.set(c, brief);
        Savepoint savepoint = c.setSavepoint();
        try {
            progress.tally.add(attempt(c, part, rows, savepoint, brief ? 1 : patience.attempts()));
            c.releaseSavepoint(savepoint);
            return true;
        } catch (RefusedException e) {
            c.rollback(savepoint);
            return refused(c, part, span, rows, todo, progress, e.refusal());
        } catch (LockedOutException e) {
            c.rollback(savepoint);
            return lockedOut(c, part, span, rows, todo, progress, e);
        }
    }

    /** Patience is for the whole chunk and for a group alone; what is cut in between only looks for that group. */
    private static boolean isBrief(List<StagedRow> rows, Progress progress) {
        return progress.holdsLocks() || (progress.cut && Slice.borderNearMiddle(rows) > 0);
    }

    private SpanMerge.Tally attempt(Connection c, int part, List<StagedRow> rows, Savepoint savepoint, int attempts)
            throws SQLException {
        boolean decidedAgain = false;
        for (int attempt = 1; ; ) {
            long began = System.nanoTime();
            try {
                return spans.merge(c, part, rows, savepoint);
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
                        if (++attempt > attempts) {
                            throw new LockedOutException(e);
                        }
                        c.rollback(savepoint);
                        patience.pause(attempt);
                    }
                    case ENVIRONMENT, FATAL -> throw e;
                }
            }
        }
    }

    private boolean refused(
            Connection c,
            int part,
            List<StagedRow> span,
            List<StagedRow> rows,
            Deque<List<StagedRow>> todo,
            Progress progress,
            SQLException refusal)
            throws SQLException {
        if (rows.size() > 1) {
            split(span, span.size() / 2, todo);
            return false;
        }
        refusals.count(refusal);
        StagedRow row = rows.get(0);
        LedgerWriter ledger = new LedgerWriter(runNo, part);
        ledger.rejected(
                row.ordinal(),
                row.line(),
                List.of(Reason.of(Code.DATABASE_REFUSED, Transience.redacted(refusal))),
                null,
                LedgerWriter.raw(c, runNo, row.ordinal()));
        ledger.into(c);
        progress.tally.decided++;
        progress.tally.rejected++;
        return true;
    }

    private boolean lockedOut(
            Connection c,
            int part,
            List<StagedRow> span,
            List<StagedRow> rows,
            Deque<List<StagedRow>> todo,
            Progress progress,
            LockedOutException e)
            throws SQLException {
        if (progress.holdsLocks()) {
            lockedOut = span.size();
            return false;
        }
        int border = Slice.borderNearMiddle(span);
        if (border > 0) {
            split(span, border, todo);
            progress.cut = true;
            return false;
        }
        int attempts = patience.attempts();
        patience.wasHeld();
        StagedRow first = rows.get(0);
        partitions.setAside(c, part, first, e.lock(), attempts);
        progress.aside.add(first.group());
        return true;
    }

    private static void split(List<StagedRow> span, int at, Deque<List<StagedRow>> todo) {
        todo.push(span.subList(at, span.size()));
        todo.push(span.subList(0, at));
    }
}
