package contactimport.cli;

import com.zaxxer.hikari.HikariDataSource;
import contactimport.cli.ConnectionSource.Choice;
import contactimport.job.Importer;
import contactimport.job.Stop;
import contactimport.store.DatabaseFault;
import contactimport.store.Platform;
import contactimport.store.Schema;
import contactimport.store.Sessions;
import contactimport.store.Target;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** An open database: its pool, and the embedded server behind it if there is one. Closing it closes both. */
final class Database implements AutoCloseable {

    private final Target target;
    private final HikariDataSource pool;
    private final @Nullable EmbeddedDatabase embedded;

    private Database(Target target, HikariDataSource pool, @Nullable EmbeddedDatabase embedded) {
        this.target = target;
        this.pool = pool;
        this.embedded = embedded;
    }

    /** @throws contactimport.store.DatabaseFault if it cannot be opened */
    static Database open(Choice choice, int threads) {
        if (choice.target() != null) {
            return new Database(choice.target(), Sessions.open(choice.target(), threads), null);
        }
        EmbeddedDatabase embedded = EmbeddedDatabase.open(choice.home());
        boolean opened = false;
        try {
            Target target = embedded.target();
            Database database = new Database(target, Sessions.open(target, threads), embedded);
            opened = true;
            return database;
        } finally {
            if (!opened) {
                embedded.close();
            }
        }
    }

    Target target() {
        return target;
    }

    /** As people are told: {@code chatwoot_production on db.example:5432}. */
    String name() {
        return target.name();
    }

    boolean isEmbedded() {
        return embedded != null;
    }

    HikariDataSource pool() {
        return pool;
    }

    Connection connection() throws SQLException {
        return pool.getConnection();
    }

    /** Something to be done in a session of its own. */
    @FunctionalInterface
    interface Work<R> {
        R with(Connection connection) throws SQLException;
    }

    /**
     * Does it, and gives the session back.
     *
     * @param failure what is told if the database does not do it; its SQLSTATE is added
     */
    <R> R doing(Work<R> work, String failure) {
        try (Connection connection = connection()) {
            return work.with(connection);
        } catch (SQLException e) {
            throw new DatabaseFault(failure + " (SQLSTATE " + e.getSQLState() + ")", e);
        }
    }

    /** @throws contactimport.store.DatabaseFault if the platform's tables or ours are not there */
    void requireReady() {
        doing(
                connection -> {
                    Platform.detect(connection, target.schemas());
                    Schema.requireMigrated(connection, target.schemas());
                    return Boolean.TRUE;
                },
                "the database " + name() + " cannot be looked into");
    }

    /** Of this database; whoever asked for it closes it. */
    Importer importer(Stop stop) {
        return new Importer(pool, name(), target.schemas(), Clock.systemUTC(), stop);
    }

    @Override
    public void close() {
        try {
            pool.close();
        } finally {
            if (embedded != null) {
                embedded.close();
            }
        }
    }
}
