package contactimport.store;

import contactimport.contact.Outcome;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads the next entries of a partition of an undo, ending at a group's border where it can. */
final class UndoSlices {

    private static final int ROWS_AT_ONCE = 1_000;

    /** Decided together, entries that hang together are never taken for what somebody else did in between. */
    private static final int WHOLE = 5;

    private final Undoing undoing;
    private final int maxRows;
    private boolean goesOn;

    UndoSlices(Undoing undoing, int maxRows) {
        this.undoing = undoing;
        this.maxRows = maxRows;
    }

    /** Whether the group with which the last slice ended was too large to be taken whole, and the next slice goes on with it. */
    boolean goesOn() {
        return goesOn;
    }

    /** Empty when the partition has no more entries. Groups are taken whole up to some times the size of a slice. */
    List<UndoRow> next(Connection c, int part, int position) throws SQLException {
        List<UndoRow> rows = new ArrayList<>();
        boolean more = false;
        try (PreparedStatement s = c.prepareStatement(Sql.named("undo-slice"))) {
            s.setFetchSize(ROWS_AT_ONCE);
            s.setLong(1, undoing.undone());
            s.setLong(2, undoing.runNo());
            s.setInt(3, part);
            s.setInt(4, position);
            s.setInt(5, WHOLE * maxRows + 1);
            try (ResultSet result = s.executeQuery()) {
                while (!more && result.next()) {
                    UndoRow row = row(result);
                    more = rows.size() >= maxRows
                            && (rows.size() >= WHOLE * maxRows || last(rows).group() != row.group());
                    rows.add(row);
                }
            }
        }
        goesOn = more && cut(rows);
        requireAll(rows, part, position);
        return rows;
    }

    private static UndoRow last(List<UndoRow> rows) {
        return rows.get(rows.size() - 1);
    }

    /**
     * The last row read is one too many; if its group began in this slice, the group waits whole for the next one.
     *
     * @return whether all rows are of its group, so that the next slice goes on with it
     */
    private static boolean cut(List<UndoRow> rows) {
        UndoRow next = rows.remove(rows.size() - 1);
        int start = rows.size();
        while (start > 0 && rows.get(start - 1).group() == next.group()) {
            start--;
        }
        if (start > 0) {
            rows.subList(start, rows.size()).clear();
        }
        return start == 0;
    }

    private static void requireAll(List<UndoRow> rows, int part, int position) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).seq() != position + 1 + i) {
                throw new AccountingException("an entry of the undone run is missing in partition " + part
                        + " behind place " + (position + i) + ": somebody removed it");
            }
        }
    }

    private static UndoRow row(ResultSet r) throws SQLException {
        return new UndoRow(
                r.getInt("seq"),
                r.getInt("grp"),
                r.getLong("ordinal"),
                r.getLong("line"),
                Outcome.valueOf(Rows.text(r, "outcome").toUpperCase(Locale.ROOT)),
                r.getLong("contact_id"),
                Rows.text(r, "before"),
                Rows.text(r, "after"));
    }
}
