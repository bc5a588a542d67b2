package contactimport.store;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyInputStream;

/**
 * Rows of any columns, streamed by {@code COPY … TO STDOUT} in file order: the server goes on with the next rows while these are
 * worked on, which it does not with a cursor, and no more than one row is held.
 */
final class CopiedRows {

    private static final int SIGNATURE_LENGTH = 11;
    private static final int BUFFER = 1 << 16;

    private CopiedRows() {}

    interface Reader {
        void read(Row row) throws IOException;
    }

    /** The columns of one row, each to be read once and in order. */
    static final class Row {

        private final DataInputStream in;

        private Row(DataInputStream in) {
            this.in = in;
        }

        /** A {@code bigint} that is not NULL. */
        long int8() throws IOException {
            if (in.readInt() != Long.BYTES) {
                throw new IllegalStateException("no bigint");
            }
            return in.readLong();
        }

        @Nullable String text() throws IOException {
            int length = in.readInt();
            return length < 0 ? null : new String(in.readNBytes(length), StandardCharsets.UTF_8);
        }
    }

    static void each(Connection c, String query, Reader reader) throws SQLException {
        String copy = "copy (" + query + "\n) to stdout (format binary)";
        try (var stream = new PGCopyInputStream(c.unwrap(PGConnection.class), copy);
                var in = new DataInputStream(new BufferedInputStream(stream, BUFFER))) {
            in.skipNBytes(SIGNATURE_LENGTH + 4);
            in.skipNBytes(in.readInt());
            Row row = new Row(in);
            RuntimeException refused = null;
            for (short columns = in.readShort(); columns >= 0; columns = in.readShort()) {
                if (refused != null) {
                    skip(in, columns);
                    continue;
                }
                try {
                    reader.read(row);
                } catch (RuntimeException e) {
                    // A copy that is broken off may leave a cancel behind for the statement after it: the reason would
                    // be lost.
                    refused = e;
                }
            }
            if (refused != null) {
                throw refused;
            }
        } catch (IOException e) {
            throw e.getCause() instanceof SQLException cause ? cause : new SQLException(e);
        }
    }

    private static void skip(DataInputStream in, int columns) throws IOException {
        for (int i = 0; i < columns; i++) {
            in.skipNBytes(Math.max(0, in.readInt()));
        }
    }
}
