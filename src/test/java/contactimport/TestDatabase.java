package contactimport;

import com.zaxxer.hikari.HikariDataSource;
import contactimport.store.Sessions;
import contactimport.store.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** A database of its own, with the platform's tables and ours, both empty. Given to tests by {@link PostgresExtension}. */
public final class TestDatabase implements AutoCloseable {

    private static final int SESSIONS = 16;

    private final Target target;
    private final Target owner;
    private final Runnable drop;
    private HikariDataSource pool;
    private HikariDataSource ownerPool;

    /** @param owner as a test sees it; the product perhaps under a role with few grants */
    TestDatabase(Target owner, Runnable drop) {
        this.target = TestServer.product(owner);
        this.owner = owner;
        this.drop = drop;
    }

    /** One more of its kind; to be closed. */
    public TestDatabase another() {
        return TestServer.newDatabase();
    }

    public Target target() {
        return target;
    }

    public String url() {
        return target.url();
    }

    public String name() {
        return target.name().replaceFirst(" .*", "");
    }

    /** The product's own pool, with the product's session settings. */
    public synchronized DataSource dataSource() {
        if (pool == null) {
            pool = Sessions.open(target, SESSIONS);
        }
        return pool;
    }

    /** Who the owner of everything is: the same as {@link #target}, unless the product works under a role with few grants. */
    public Target owner() {
        return owner;
    }

    /** For the tests' own statements, and for what of the product needs the owner; else the same as {@link #dataSource}. */
    public synchronized DataSource ownerDataSource() {
        if (owner.equals(target)) {
            return dataSource();
        }
        if (ownerPool == null) {
            ownerPool = Sessions.open(owner, SESSIONS);
        }
        return ownerPool;
    }

    /** A second person: a connection without any setting of ours, in auto-commit. */
    public Connection raw() {
        try {
            Connection connection = DriverManager.getConnection(owner.url(), owner.user(), owner.password());
            connection.setSchema("public");
            return connection;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs one statement in a session of ours; its rows, by column label in order, or no rows. */
    public List<Map<String, Object>> sql(String statement, Object... parameters) {
        for (int left = SESSIONS; ; left--) {
            try (Connection connection = ownerDataSource().getConnection();
                    PreparedStatement prepared = connection.prepareStatement(statement)) {
                for (int i = 0; i < parameters.length; i++) {
                    prepared.setObject(i + 1, parameters[i]);
                }
                return prepared.execute() ? rows(prepared.getResultSet()) : List.of();
            } catch (SQLException e) {
                if (left == 0 || !isOfAServerThatWentAway(e)) {
                    throw new IllegalStateException(statement, e);
                }
            }
        }
    }

    /** The pool may hold sessions that ended with the server before; what they were given was not done. */
    private static boolean isOfAServerThatWentAway(SQLException e) {
        return e.getSQLState() != null
                && (e.getSQLState().startsWith("08") || e.getSQLState().startsWith("57P"));
    }

    /** The first column of the first row. */
    public Object value(String statement, Object... parameters) {
        return sql(statement, parameters).get(0).values().iterator().next();
    }

    /**
     * What an operator does whose platform or contact-import has new tables: grants the role of the product what it needs of
     * them. Nothing to do where the product is the owner.
     */
    public TestDatabase grantAgain() {
        if (!owner.equals(target)) {
            sql(TestServer.role());
        }
        return this;
    }

    /** Loads the people of the demo: accounts 1 and 2, inboxes 1 to 4, contacts 1 to 12. */
    public TestDatabase withPeople() {
        try (var file = TestDatabase.class.getResourceAsStream("/db/demo/V2__people.sql")) {
            sql(new String(file.readAllBytes(), StandardCharsets.UTF_8));
            return this;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** New contacts and links get ids behind this one. */
    public void newIdsBehind(long id) {
        sql(
                "select setval(pg_get_serial_sequence('contacts', 'id'), ?),"
                        + " setval(pg_get_serial_sequence('contact_inboxes', 'id'), ?)",
                id,
                id);
    }

    /**
     * From now on such a change fails for a reason that is no line's fault.
     *
     * @param change as in {@code update on contacts}
     * @param when which of them: a trigger's condition; blank: all
     */
    public void refuse(String change, String when) {
        sql("create function public.refuse() returns trigger language plpgsql as"
                + " $$ begin raise exception 'not now' using errcode = '42501'; end $$");
        sql("create trigger refuse before " + change + " for each row " + when + " execute function public.refuse()");
    }

    /** What was refused is done again. */
    public void refuseNoMore() {
        sql("drop function public.refuse() cascade");
    }

    @Override
    public synchronized void close() {
        if (pool != null) {
            pool.close();
        }
        if (ownerPool != null) {
            ownerPool.close();
        }
        drop.run();
    }

    private static List<Map<String, Object>> rows(ResultSet result) throws SQLException {
        List<Map<String, Object>> rows = new ArrayList<>();
        while (result.next()) {
            Map<String, Object> row = new LinkedHashMap<>();
            for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                row.put(result.getMetaData().getColumnLabel(i), result.getObject(i));
            }
            rows.add(row);
        }
        return rows;
    }
}
