package contactimport.store;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Writes what {@link Groups} deals: the assignment of every row, in one {@code COPY} that the server works on while the next rows
 * are dealt, ranges of lines that need none, and all partitions at once. Not thread-safe.
 */
final class AssignmentWriter implements AutoCloseable {

    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    private static final String ROWS =
            "copy assignment (run_no, part, seq, grp, ordinal, contact_id, open) from stdin with (format binary)";
    private static final String PARTITIONS =
            "insert into partition (run_no, part, rows, line_sum, epoch, position, decided, unchanged, unchanged_line_sum, status)"
                    + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final int COLUMNS = 7;

    /** Of the longest row: one that tells a contact and open keys. */
    private static final int ROW_LENGTH = 2 + COLUMNS * 4 + 3 * 8 + 3 * 4 + 2;

    /** Where every second line changes something there are half as many ranges as lines: they are not all held. */
    static final int MOST_RANGES = 20_000;

    private final Connection connection;
    private final long runNo;
    private final int epoch;
    private final CopyIn copy;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    private final List<Part> parts = new ArrayList<>();
    private BinaryCopy ranges = ranges();
    private @Nullable Part idle;

    AssignmentWriter(Connection connection, long runNo, int epoch) throws SQLException {
        this.connection = connection;
        this.runNo = runNo;
        this.epoch = epoch;
        copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(ROWS);
        buffer.put(SIGNATURE).putInt(0).putInt(0);
    }

    private static final class Part {
        private int rows;
        private long lineSum;
        private boolean idle;
    }

    /** As {@link Dealt} says. */
    void row(int part, int seq, int group, long ordinal, int line, long contact, int open) throws SQLException {
        if (part == parts.size()) {
            parts.add(new Part());
        }
        Part last = parts.get(part);
        last.rows = seq;
        last.lineSum += line;
        if (buffer.remaining() < ROW_LENGTH) {
            flush();
        }
        buffer.putShort((short) COLUMNS).putInt(8).putLong(runNo);
        buffer.putInt(4).putInt(part).putInt(4).putInt(seq).putInt(4).putInt(group);
        buffer.putInt(8).putLong(ordinal);
        if (contact == LongRows.NULL) {
            buffer.putInt(-1);
        } else {
            buffer.putInt(8).putLong(contact);
        }
        if (open == Dealt.UNKNOWN) {
            buffer.putInt(-1);
        } else {
            buffer.putInt(2).putShort((short) open);
        }
    }

    /** Lines that are decided hereby: they leave everything as it is. After the last row; they count as one partition more. */
    void idle(long first, long last, int rows, long lineSum) throws SQLException {
        if (idle == null) {
            endRows();
            idle = new Part();
            idle.idle = true;
            parts.add(idle);
        }
        idle.rows += rows;
        idle.lineSum += lineSum;
        ranges.row().int8(runNo).int8(first).int8(last);
        if (ranges.rows() == MOST_RANGES) {
            ranges.into(connection);
            ranges = ranges();
        }
    }

    private static BinaryCopy ranges() {
        return new BinaryCopy("idle_range", "run_no", "first", "last");
    }

    private void flush() throws SQLException {
        copy.writeToCopy(buffer.array(), 0, buffer.position());
        buffer.clear();
    }

    private void endRows() throws SQLException {
        if (copy.isActive()) {
            flush();
            buffer.putShort((short) -1);
            flush();
            copy.endCopy();
        }
    }

    /** @return how many partitions got rows */
    int finish() throws SQLException {
        endRows();
        ranges.into(connection);
        try (PreparedStatement insert = connection.prepareStatement(PARTITIONS)) {
            for (int part = 0; part < parts.size(); part++) {
                insert(insert, part, parts.get(part));
            }
            insert.executeBatch();
        }
        return parts.size();
    }

    private void insert(PreparedStatement insert, int no, Part part) throws SQLException {
        int decided = part.idle ? part.rows : 0;
        insert.setLong(1, runNo);
        insert.setInt(2, no);
        insert.setLong(3, part.rows);
        insert.setLong(4, part.lineSum);
        insert.setInt(5, epoch);
        insert.setInt(6, decided);
        insert.setLong(7, decided);
        insert.setLong(8, decided);
        insert.setLong(9, part.idle ? part.lineSum : 0);
        insert.setString(10, part.idle ? "done" : "open");
        insert.addBatch();
    }

    /** Gives up what is not finished. */
    @Override
    public void close() throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }
}
