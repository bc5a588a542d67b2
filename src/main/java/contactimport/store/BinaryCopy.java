package contactimport.store;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Rows for one {@code COPY … WITH (FORMAT binary)}, gathered in memory: a chunk at a time. All of them can be sent, or some. Not
 * thread-safe.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-copy.html">binary format</a>
 */
final class BinaryCopy {

    private static final byte[] HEAD = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final byte[] END = {-1, -1};
    private static final int NULL = -1;
    private static final int JSONB_VERSION = 1;
    private static final int INT8_OID = 20;

    private final String table;
    private final int columns;
    private final String statement;
    private final Blocks bytes = new Blocks();
    private int[] starts = new int[16];
    private int rows;

    /** @param columns names of our own tables' columns, never user input */
    BinaryCopy(String table, String... columns) {
        this.table = table;
        this.columns = columns.length;
        statement = "copy " + table + " (" + String.join(", ", columns) + ") from stdin with (format binary)";
    }

    BinaryCopy row() {
        if (rows == starts.length) {
            starts = Arrays.copyOf(starts, 2 * rows);
        }
        starts[rows++] = bytes.size();
        bytes.int2(columns);
        return this;
    }

    BinaryCopy int8(long value) {
        bytes.int4(Long.BYTES);
        bytes.int8(value);
        return this;
    }

    BinaryCopy int8(@Nullable Long value) {
        return value == null ? nothing() : int8((long) value);
    }

    BinaryCopy int4(int value) {
        bytes.int4(Integer.BYTES);
        bytes.int4(value);
        return this;
    }

    BinaryCopy int4(@Nullable Integer value) {
        return value == null ? nothing() : int4((int) value);
    }

    BinaryCopy text(@Nullable String value) {
        return value == null ? nothing() : bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    BinaryCopy jsonb(@Nullable String value) {
        if (value == null) {
            return nothing();
        }
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        bytes.int4(utf8.length + 1);
        bytes.int1(JSONB_VERSION);
        bytes.bytes(utf8);
        return this;
    }

    BinaryCopy bytes(byte @Nullable [] value) {
        if (value == null) {
            return nothing();
        }
        bytes.int4(value.length);
        bytes.bytes(value);
        return this;
    }

    BinaryCopy int8s(Collection<Long> values) {
        bytes.int4(20 + 12 * values.size());
        bytes.int4(1);
        bytes.int4(0);
        bytes.int4(INT8_OID);
        bytes.int4(values.size());
        bytes.int4(1);
        values.forEach(this::int8);
        return this;
    }

    BinaryCopy nothing() {
        bytes.int4(NULL);
        return this;
    }

    int rows() {
        return rows;
    }

    int size() {
        return bytes.size();
    }

    /** A field as it is sent, both numbers from 0; null for NULL. */
    byte @Nullable [] field(int row, int column) {
        int at = starts[row] + Short.BYTES;
        for (int before = 0; before < column; before++) {
            at += Integer.BYTES + Math.max(0, bytes.int4At(at));
        }
        int length = bytes.int4At(at);
        return length == NULL ? null : bytes.copy(at + Integer.BYTES, at + Integer.BYTES + length);
    }

    /** Sends the rows. */
    void into(Connection connection) throws SQLException {
        into(connection, 0, rows);
    }

    /** Sends the rows from the one to before the other. */
    void into(Connection connection, int from, int to) throws SQLException {
        if (from == to) {
            return;
        }
        var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(statement);
        try {
            copy.writeToCopy(HEAD, 0, HEAD.length);
            bytes.send(copy, starts[from], to == rows ? bytes.size() : starts[to]);
            copy.writeToCopy(END, 0, END.length);
            long copied = copy.endCopy();
            if (copied != to - from) {
                throw new AccountingException(table + " took " + copied + " of " + (to - from) + " rows");
            }
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }
}
