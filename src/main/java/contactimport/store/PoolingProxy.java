package contactimport.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whether the server behind a connection changes from one transaction to the next. Then a session's settings and locks are
 * somebody else's a moment later, and two launches would both hold one lock.
 */
public final class PoolingProxy {

    private PoolingProxy() {}

    /**
     * A transaction on the second connection takes the server that the first one had, if that was only lent.
     *
     * @param first and {@code second}: two connections to one database, in auto-commit
     */
    public static boolean isBetween(Connection first, Connection second) throws SQLException {
        int before = pid(first);
        second.setAutoCommit(false);
        try {
            int other = pid(second);
            return other == before || pid(first) != before;
        } finally {
            second.rollback();
            second.setAutoCommit(true);
        }
    }

    private static int pid(Connection c) throws SQLException {
        AtomicInteger pid = new AtomicInteger();
        Rows.each(c, "select pg_backend_pid()", row -> pid.set(row.getInt(1)));
        return pid.get();
    }
}
