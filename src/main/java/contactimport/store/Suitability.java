package contactimport.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** What makes a database, or the way to it, unfit for imports, found before anything is written. */
public final class Suitability {

    private Suitability() {}

    /**
     * Behind a proxy that hands out a server session for one transaction only, a lock and a setting belong to whoever comes next.
     *
     * @throws DatabaseFault if there is one
     */
    public static void requireSessions(DataSource dataSource) throws SQLException {
        try (Connection one = dataSource.getConnection();
                Connection two = dataSource.getConnection()) {
            requireSessions(one, two);
        }
    }

    static void requireSessions(Connection one, Connection two) throws SQLException {
        if (PoolingProxy.isBetween(one, two)) {
            throw new DatabaseFault("the way to the database " + one.getCatalog()
                    + " is a proxy that pools transactions: locks and settings of a session would be lost there; name"
                    + " the server itself, or a pool of sessions");
        }
    }

    static int backend(Connection c) throws SQLException {
        int[] pid = {0};
        Rows.each(c, "select pg_backend_pid()", row -> pid[0] = row.getInt(1));
        return pid[0];
    }

    /**
     * A publication for all tables sends our tables, too, and its subscribers, who do not have them, stop at the first row.
     *
     * @throws DatabaseFault if there is one
     */
    public static void requireNoPublicationOfAll(Connection c) throws SQLException {
        List<String> names = new ArrayList<>();
        Rows.each(
                c,
                "select pubname from pg_publication where puballtables order by pubname",
                row -> names.add(Rows.text(row, "pubname")));
        if (!names.isEmpty()) {
            throw new DatabaseFault("the database " + c.getCatalog() + " has a publication for all tables ("
                    + String.join(", ", names)
                    + "): its subscribers would get the rows of our tables and stop at the first. Let it name its tables, or"
                    + " say --allow-publication");
        }
    }
}
