package contactimport.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Writes what {@link Groups} deals: the assignment of every row, and all partitions at once. Not thread-safe. */
final class AssignmentWriter {

    private static final int BATCH = 1 << 18;

    private final Connection connection;
    private final long runNo;
    private final List<Part> parts = new ArrayList<>();
    private BinaryCopy copy = newCopy();

    AssignmentWriter(Connection connection, long runNo) {
        this.connection = connection;
        this.runNo = runNo;
    }

    private static final class Part {
        private int rows;
        private long lineSum;
    }

    void row(int part, int seq, int group, long ordinal, int line) throws SQLException {
        if (part == parts.size()) {
            parts.add(new Part());
        }
        Part last = parts.get(part);
        last.rows = seq;
        last.lineSum += line;
        copy.row().int8(runNo).int4(part).int4(seq).int4(group).int8(ordinal);
        if (copy.size() >= BATCH) {
            flush();
        }
    }

    /** @return how many partitions got rows */
    int finish() throws SQLException {
        flush();
        String insert = "insert into partition (run_no, part, rows, line_sum) values (?, ?, ?, ?)";
        try (PreparedStatement s = connection.prepareStatement(insert)) {
            for (int i = 0; i < parts.size(); i++) {
                s.setLong(1, runNo);
                s.setInt(2, i);
                s.setLong(3, parts.get(i).rows);
                s.setLong(4, parts.get(i).lineSum);
                s.addBatch();
            }
            s.executeBatch();
        }
        return parts.size();
    }

    private void flush() throws SQLException {
        copy.into(connection);
        copy = newCopy();
    }

    private static BinaryCopy newCopy() {
        return new BinaryCopy("assignment", "run_no", "part", "seq", "grp", "ordinal");
    }
}
