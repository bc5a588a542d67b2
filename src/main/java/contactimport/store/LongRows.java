package contactimport.store;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyInputStream;

/**
 * Rows of nothing but {@code bigint}, streamed by {@code COPY … TO STDOUT}: unlike a cursor, that lets the server work in
 * parallel, and no more than one row is held. {@code COPY} takes no parameters: they are settings of the transaction.
 */
final class LongRows {

    /** What a NULL is read as. */
    static final long NULL = Long.MIN_VALUE;

    private static final int SIGNATURE_LENGTH = 11;
    private static final int BUFFER = 1 << 16;

    private LongRows() {}

    interface Reader {
        /** @param row the columns; reused for the next row */
        void read(long[] row);
    }

    static void each(Connection c, String query, int columns, Reader reader) throws SQLException {
        String copy = "copy (" + query + "\n) to stdout (format binary)";
        try (var stream = new PGCopyInputStream(c.unwrap(PGConnection.class), copy);
                var in = new DataInputStream(new BufferedInputStream(stream, BUFFER))) {
            in.skipNBytes(SIGNATURE_LENGTH + 4);
            in.skipNBytes(in.readInt());
            long[] row = new long[columns];
            while (in.readShort() == columns) {
                for (int i = 0; i < columns; i++) {
                    row[i] = in.readInt() < 0 ? NULL : in.readLong();
                }
                reader.read(row);
            }
        } catch (IOException e) {
            throw e.getCause() instanceof SQLException cause ? cause : new SQLException(e);
        }
    }
}
