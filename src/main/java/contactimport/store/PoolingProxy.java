package contactimport.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/**
 * Whether the server behind a connection changes from one transaction to the next. Then a session's settings and locks are
 * somebody else's a moment later, and two launches would both hold one lock.
 */
public final class PoolingProxy {

    private static final int LOOKS = 2;

    private PoolingProxy() {}

    /**
     * Each connection in turn looks at its server while the other has a transaction open, and so has a server to itself. One look
     * is not enough: what a proxy lends next depends on who else comes and goes there.
     *
     * @param first and {@code second}: two connections to one database, in auto-commit
     */
    public static boolean isBetween(Connection first, Connection second) throws SQLException {
        Set<Integer> ofFirst = new HashSet<>();
        Set<Integer> ofSecond = new HashSet<>();
        for (int look = 0; look < LOOKS; look++) {
            look(first, ofFirst, second, ofSecond);
            look(second, ofSecond, first, ofFirst);
        }
        return ofFirst.size() > 1 || ofSecond.size() > 1 || ofFirst.equals(ofSecond);
    }

    private static void look(Connection idle, Set<Integer> ofIdle, Connection busy, Set<Integer> ofBusy)
            throws SQLException {
        ofIdle.add(Suitability.backend(idle));
        busy.setAutoCommit(false);
        try {
            ofBusy.add(Suitability.backend(busy));
            ofIdle.add(Suitability.backend(idle));
        } finally {
            busy.rollback();
            busy.setAutoCommit(true);
        }
    }
}
