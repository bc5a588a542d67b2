package contactimport.store;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows for one {@code COPY … WITH (FORMAT binary)}, gathered in memory: a chunk at a time. Not thread-safe.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-copy.html">binary format</a>
 */
final class BinaryCopy {

    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    private static final int JSONB_VERSION = 1;
    private static final int INT8_OID = 20;

    private final String table;
    private final int columns;
    private final String statement;
    private final Buffer bytes = new Buffer();
    private final DataOutputStream out = new DataOutputStream(bytes);
    private long rows;

    /** @param columns names of our own tables' columns, never user input */
    BinaryCopy(String table, String... columns) {
        this.table = table;
        this.columns = columns.length;
        statement = "copy " + table + " (" + String.join(", ", columns) + ") from stdin with (format binary)";
        put(() -> {
            out.write(SIGNATURE);
            out.writeInt(0);
            out.writeInt(0);
        });
    }

    BinaryCopy row() {
        rows++;
        put(() -> out.writeShort(columns));
        return this;
    }

    BinaryCopy int8(@Nullable Long value) {
        return value == null
                ? nothing()
                : put(() -> {
                    out.writeInt(8);
                    out.writeLong(value);
                });
    }

    BinaryCopy int4(@Nullable Integer value) {
        return value == null
                ? nothing()
                : put(() -> {
                    out.writeInt(4);
                    out.writeInt(value);
                });
    }

    BinaryCopy text(@Nullable String value) {
        return value == null ? nothing() : bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    BinaryCopy jsonb(@Nullable String value) {
        if (value == null) {
            return nothing();
        }
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        return put(() -> {
            out.writeInt(utf8.length + 1);
            out.writeByte(JSONB_VERSION);
            out.write(utf8);
        });
    }

    BinaryCopy bytes(byte @Nullable [] value) {
        return value == null
                ? nothing()
                : put(() -> {
                    out.writeInt(value.length);
                    out.write(value);
                });
    }

    BinaryCopy int8s(Collection<Long> values) {
        return put(() -> {
            out.writeInt(20 + 12 * values.size());
            out.writeInt(1);
            out.writeInt(0);
            out.writeInt(INT8_OID);
            out.writeInt(values.size());
            out.writeInt(1);
            for (long value : values) {
                out.writeInt(8);
                out.writeLong(value);
            }
        });
    }

    BinaryCopy nothing() {
        return put(() -> out.writeInt(-1));
    }

    long rows() {
        return rows;
    }

    int size() {
        return bytes.size();
    }

    /** Sends the rows; afterwards this object is spent. */
    void into(Connection connection) throws SQLException {
        if (rows == 0) {
            return;
        }
        put(() -> out.writeShort(-1));
        var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(statement);
        try {
            bytes.send(copy);
            long copied = copy.endCopy();
            if (copied != rows) {
                throw new AccountingException(table + " took " + copied + " of " + rows + " rows");
            }
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    /** Blocks that never grow: an array of half a megabyte is dear to a small heap. */
    private static final class Buffer extends OutputStream {

        private static final int BLOCK = 1 << 16;

        private final List<byte[]> full = new ArrayList<>();
        private byte[] block = new byte[BLOCK];
        private int used;

        @Override
        public void write(int b) {
            room();
            block[used++] = (byte) b;
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            int rest = length;
            while (rest > 0) {
                room();
                int part = Math.min(rest, BLOCK - used);
                System.arraycopy(bytes, from + length - rest, block, used, part);
                used += part;
                rest -= part;
            }
        }

        private void room() {
            if (used == BLOCK) {
                full.add(block);
                block = new byte[BLOCK];
                used = 0;
            }
        }

        int size() {
            return full.size() * BLOCK + used;
        }

        void send(CopyIn copy) throws SQLException {
            for (byte[] bytes : full) {
                copy.writeToCopy(bytes, 0, BLOCK);
            }
            copy.writeToCopy(block, 0, used);
        }
    }

    private interface Write {
        void run() throws IOException;
    }

    private BinaryCopy put(Write write) {
        try {
            write.run();
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail to be written", e);
        }
        return this;
    }
}
