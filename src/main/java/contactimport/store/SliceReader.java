package contactimport.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the next slice of a partition: as long as {@link SliceLength} says, ending at a group's border where it can. One per
 * partition; not thread-safe.
 */
public final class SliceReader implements AutoCloseable {

    private static final int ROWS_AT_ONCE = 2_000;

    private final long runNo;
    private final SliceLength length;

    /**
     * @param maxRows of a slice, unless it goes on with the group of the slice before
     * @param room for the rows that such a slice may have beyond that
     * @throws IllegalArgumentException if {@code maxRows} is not positive
     */
    public SliceReader(long runNo, int maxRows, Room room) {
        if (maxRows < 1) {
            throw new IllegalArgumentException("a chunk has at least one row, not " + maxRows);
        }
        this.runNo = runNo;
        length = new SliceLength(maxRows, room);
    }

    /** Empty when the partition has no more rows. */
    public Optional<Slice> next(Connection c, int part, int position) throws SQLException {
        List<StagedRow> rows = read(c, "slice-read", position, part, position);
        return rows.isEmpty() ? Optional.empty() : Optional.of(new Slice(part, position, rows));
    }

    /** The same for a group that was set aside; empty when its rows before the partition's position are decided. */
    public Optional<Slice> next(Connection c, int part, PartitionTable.Aside aside) throws SQLException {
        int position = aside.fromSeq() - 1;
        List<StagedRow> rows = read(c, "slice-read-aside", position, part, aside.group(), aside.fromSeq());
        return rows.isEmpty() ? Optional.empty() : Optional.of(new Slice(part, position, rows, true));
    }

    /** The slice was merged, and this is what its entries in the ledger came to. */
    public void wrote(long bytes) {
        length.wrote(bytes);
    }

    /** Gives back what the last slice took. */
    @Override
    public void close() {
        length.release();
    }

    private List<StagedRow> read(Connection c, String statement, int position, int... parameters) throws SQLException {
        List<StagedRow> rows = new ArrayList<>();
        int most = length.begin(position);
        boolean more = false;
        try (PreparedStatement s = c.prepareStatement(Sql.named(statement))) {
            s.setFetchSize(ROWS_AT_ONCE + 1);
            s.setLong(1, runNo);
            for (int i = 0; i < parameters.length; i++) {
                s.setInt(i + 2, parameters[i]);
            }
            s.setInt(parameters.length + 2, most + 1);
            try (ResultSet result = s.executeQuery()) {
                while (!more && result.next()) {
                    PatchJson.Columns patch = new PatchJson.Columns(
                            result.getString("name"), result.getString("custom"), result.getString("patch"));
                    more = !length.takes(rows.size(), result.getInt("grp"), patch.length(), result.getLong("stored"));
                    rows.add(row(result, patch));
                }
            }
        }
        if (more) {
            cut(rows);
        }
        return rows;
    }

    /** The last row read is one too many; if its group began in this slice, the group waits whole for the next one. */
    private void cut(List<StagedRow> rows) {
        StagedRow next = rows.remove(rows.size() - 1);
        int start = rows.size();
        while (start > 0 && rows.get(start - 1).group() == next.group()) {
            start--;
        }
        if (start > 0) {
            rows.subList(start, rows.size()).clear();
        } else {
            length.endWithin(next.group(), next.seq() - 1, rows.size());
        }
    }

    private static StagedRow row(ResultSet r, PatchJson.Columns patch) throws SQLException {
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
