package contactimport.store;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * Rows of any columns, streamed by {@code COPY … TO STDOUT}: the server goes on with the next rows while these are
 * worked on, which it does not with a cursor, and no more than one row is held.
 */
final class CopiedRows {

    private static final int SIGNATURE_LENGTH = 11;

    private CopiedRows() {}

    interface Reader {
        void read(Row row);
    }

    /** The columns of one row, each to be read once and in order. */
    static final class Row {

        private final byte[] message;
        private final ByteBuffer in;

        private Row(byte[] message, ByteBuffer in) {
            this.message = message;
            this.in = in;
        }

        /** A {@code bigint} that is not NULL. */
        long int8() {
            if (in.getInt() != Long.BYTES) {
                throw new IllegalStateException("no bigint");
            }
            return in.getLong();
        }

        @Nullable Long int8OrNull() {
            return isNull() ? null : in.getLong();
        }

        /** @param none what NULL is read as */
        long int8Or(long none) {
            return isNull() ? none : in.getLong();
        }

        private boolean isNull() {
            int length = in.getInt();
            if (length >= 0 && length != Long.BYTES) {
                throw new IllegalStateException("no bigint");
            }
            return length < 0;
        }

        /** In the bytes of the row, which are nobody else's. */
        @Nullable Utf8 text() {
            int length = in.getInt();
            if (length < 0) {
                return null;
            }
            in.position(in.position() + length);
            return Utf8.of(message, in.position() - length, in.position());
        }
    }

    static void each(Connection c, String query, Reader reader) throws SQLException {
        CopyOut copy =
                c.unwrap(PGConnection.class).getCopyAPI().copyOut("copy (" + query + "\n) to stdout (format binary)");
        Throwable refused = null;
        boolean headed = false;
        // The server sends each row as a message of its own, the header with the first of them.
        for (byte[] message = copy.readFromCopy(); message != null; message = copy.readFromCopy()) {
            if (refused == null) {
                try {
                    ByteBuffer in = ByteBuffer.wrap(message);
                    if (!headed) {
                        skipHeader(in);
                        headed = true;
                    }
                    rows(message, in, reader);
                } catch (RuntimeException | Error e) {
                    // A copy that is broken off may leave a cancel behind for the statement after it: the reason would
                    // be lost. One that is left open, whoever rolls back waits for without end.
                    refused = e;
                }
            }
        }
        if (refused instanceof Error error) {
            throw error;
        }
        if (refused != null) {
            throw (RuntimeException) refused;
        }
    }

    private static void skipHeader(ByteBuffer in) {
        in.position(SIGNATURE_LENGTH + Integer.BYTES);
        int extension = in.getInt();
        in.position(in.position() + extension);
    }

    /** Behind the last row stands −1. */
    private static void rows(byte[] message, ByteBuffer in, Reader reader) {
        while (in.hasRemaining() && in.getShort() >= 0) {
            reader.read(new Row(message, in));
        }
    }
}
