package contactimport.store;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Rows of nothing but {@code bigint}, streamed as {@link CopiedRows} are: unlike a cursor, that lets the server work in parallel.
 * {@code COPY} takes no parameters: they are settings of the transaction.
 */
final class LongRows {

    /** What a NULL is read as. */
    static final long NULL = Long.MIN_VALUE;

    private LongRows() {}

    interface Reader {
        /** @param row the columns; reused for the next row */
        void read(long[] row);
    }

    static void each(Connection c, String query, int columns, Reader reader) throws SQLException {
        long[] numbers = new long[columns];
        CopiedRows.each(c, query, row -> {
            for (int i = 0; i < columns; i++) {
                numbers[i] = row.int8Or(NULL);
            }
            reader.read(numbers);
        });
    }
}
