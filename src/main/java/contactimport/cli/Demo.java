package contactimport.cli;

import contactimport.store.Schema;
import contactimport.store.Sessions;
import contactimport.store.Target;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;

/**
 * The small platform in the embedded database: accounts, inboxes, contacts and conversations of invented people, so that the
 * samples import at once. It has a Flyway history of its own and is never put into any other database.
 */
final class Demo {

    static final String DATABASE = "demo";

    /** The highest number in {@code db/demo}. */
    static final int LATEST = 3;

    private static final String HISTORY = "flyway_demo_history";

    private Demo() {}

    /** Brings the embedded database to this version of the program; does nothing if it is there. */
    static void prepare(Target target) {
        try {
            create(target);
            if (!isCurrent(target)) {
                migrate(target);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the demo database could not be prepared", e);
        }
    }

    private static boolean isCurrent(Target target) throws SQLException {
        try (Connection connection = Sessions.connect(target)) {
            return Schema.isCurrent(connection, target.schemas()) && version(connection) == LATEST;
        }
    }

    private static int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result =
                        statement.executeQuery("select max(version::integer) from " + HISTORY + " where success")) {
            return result.next() ? result.getInt(1) : 0;
        }
    }

    private static void migrate(Target target) {
        try (var pool = Sessions.open(target, 1)) {
            Flyway.configure()
                    .dataSource(pool)
                    .locations("classpath:db/demo")
                    .schemas(target.schemas().platform())
                    .table(HISTORY)
                    .createSchemas(false)
                    .load()
                    .migrate();
            Schema.migrate(pool, target.schemas());
        }
    }

    private static void create(Target target) throws SQLException {
        String maintenance = target.url().replace("/" + DATABASE + "?", "/postgres?");
        try (Connection connection = DriverManager.getConnection(maintenance, target.user(), target.password());
                Statement statement = connection.createStatement()) {
            if (!exists(statement)) {
                statement.execute("create database " + DATABASE);
            }
        }
    }

    private static boolean exists(Statement statement) throws SQLException {
        try (ResultSet found = statement.executeQuery("select from pg_database where datname = '" + DATABASE + "'")) {
            return found.next();
        }
    }
}
