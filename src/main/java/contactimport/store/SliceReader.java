package contactimport.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the next slice of a partition: up to so many rows or so much JSON, ending at a group's border where it can. */
public final class SliceReader {

    /** A slice of large records ends earlier: every thread holds one, several times over, in a heap of 256 MB. */
    private static final int MAX_JSON_CHARS = 2 << 20;

    private final long runNo;
    private final int maxRows;

    /** @throws IllegalArgumentException if {@code maxRows} is not positive */
    public SliceReader(long runNo, int maxRows) {
        if (maxRows < 1) {
            throw new IllegalArgumentException("a chunk has at least one row, not " + maxRows);
        }
        this.runNo = runNo;
        this.maxRows = maxRows;
    }

    /** Empty when the partition has no more rows. */
    public Optional<Slice> next(Connection c, int part, int position) throws SQLException {
        List<StagedRow> rows = new ArrayList<>();
        if (read(c, rows, "slice-read", part, position)) {
            cut(rows);
        }
        return rows.isEmpty() ? Optional.empty() : Optional.of(new Slice(part, position, rows));
    }

    /** The same for a group that was set aside; empty when its rows before the partition's position are decided. */
    public Optional<Slice> next(Connection c, int part, PartitionTable.Aside aside) throws SQLException {
        List<StagedRow> rows = new ArrayList<>();
        if (read(c, rows, "slice-read-aside", part, aside.group(), aside.fromSeq())) {
            rows.remove(rows.size() - 1);
        }
        return rows.isEmpty() ? Optional.empty() : Optional.of(new Slice(part, aside.fromSeq() - 1, rows, true));
    }

    /** @return whether the last row read is one too many */
    private boolean read(Connection c, List<StagedRow> rows, String statement, int... parameters) throws SQLException {
        boolean more = false;
        try (PreparedStatement s = c.prepareStatement(Sql.named(statement))) {
            s.setLong(1, runNo);
            for (int i = 0; i < parameters.length; i++) {
                s.setInt(i + 2, parameters[i]);
            }
            s.setInt(parameters.length + 2, maxRows + 1);
            try (ResultSet result = s.executeQuery()) {
                long chars = 0;
                while (result.next() && !more) {
                    String patch = Rows.text(result, "patch");
                    chars += patch.length();
                    more = rows.size() == maxRows || (chars > MAX_JSON_CHARS && !rows.isEmpty());
                    rows.add(row(result, patch));
                }
            }
        }
        return more;
    }

    /** The last row read is one too many; if its group began in this slice, the group waits whole for the next one. */
    private static void cut(List<StagedRow> rows) {
        StagedRow next = rows.remove(rows.size() - 1);
        int start = rows.size();
        while (start > 0 && rows.get(start - 1).group() == next.group()) {
            start--;
        }
        if (start > 0) {
            rows.subList(start, rows.size()).clear();
        }
    }

    private static StagedRow row(ResultSet r, String patch) throws SQLException {
        return new StagedRow(
                r.getLong("ordinal"),
                r.getLong("line"),
                r.getInt("seq"),
                r.getInt("grp"),
                PatchJson.read(
                        r.getLong("inbox_id"),
                        r.getLong("account_id"),
                        r.getString("source_id"),
                        r.getString("identifier"),
                        r.getString("email"),
                        r.getString("phone"),
                        patch),
                new StagedRow.Hint(r.getLong("link_id"), r.getLong("contact_id"), r.getInt("open_keys")));
    }
}
