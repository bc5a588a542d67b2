package contactimport.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One statement over arrays, run once. Array parameters are {@code bigint[]} or {@code text[]}, cast in the statement. */
final class Rows {

    private Rows() {}

    interface Reader {
        void read(ResultSet row) throws SQLException;
    }

    /** Runs a query and hands every row to the reader. */
    static void each(Connection c, String sql, Reader reader, @Nullable Object... parameters) throws SQLException {
        try (PreparedStatement s = c.prepareStatement(sql)) {
            bind(c, s, parameters);
            try (ResultSet rows = s.executeQuery()) {
                while (rows.next()) {
                    reader.read(rows);
                }
            }
        }
    }

    /** Runs a statement and says how many rows it touched. */
    static int update(Connection c, String sql, @Nullable Object... parameters) throws SQLException {
        try (PreparedStatement s = c.prepareStatement(sql)) {
            bind(c, s, parameters);
            return s.executeUpdate();
        }
    }

    private static void bind(Connection c, PreparedStatement s, @Nullable Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            Object p = parameters[i];
            if (p instanceof long[] longs) {
                s.setArray(i + 1, array(c, "int8", longs));
            } else if (p instanceof int[] ints) {
                s.setArray(i + 1, array(c, "int4", ints));
            } else if (p instanceof String[] texts) {
                s.setArray(i + 1, c.createArrayOf("text", texts));
            } else if (p instanceof Boolean[] flags) {
                s.setArray(i + 1, c.createArrayOf("bool", flags));
            } else {
                s.setObject(i + 1, p);
            }
        }
    }

    private static Array array(Connection c, String type, Object primitives) throws SQLException {
        return c.unwrap(org.postgresql.PGConnection.class).createArrayOf(type, primitives);
    }

    static long[] longs(Collection<Long> values) {
        return values.stream().mapToLong(Long::longValue).toArray();
    }

    /** A column that cannot be NULL. */
    static String text(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getString(column), column);
    }
}
