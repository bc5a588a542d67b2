package contactimport.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Opens the pool that everything of a run goes through. Whatever the server, the database, the role or the JVM has as a default,
 * a session of ours is the same: the settings are made once on every new connection, before anybody gets it.
 */
public final class Sessions {

    /** The locks, the job itself and the reader of the report need connections beside the merge threads'. */
    private static final int BESIDE_THE_THREADS = 3;

    private static final long FIRST_CONNECTION_MILLIS = 10_000;
    private static final long WAIT_FOR_CONNECTION_MILLIS = 10_000;

    /** How long a statement waits for a lock before the chunk lets go of its own and tries again. */
    public static final Duration LOCK_TIMEOUT = Duration.ofSeconds(5);

    private Sessions() {}

    /**
     * A pool with room for {@code threads} merge threads and what runs beside them.
     *
     * @throws DatabaseFault if the database cannot be reached, does not exist, or refuses us
     */
    public static HikariDataSource open(Target target, int threads) {
        return open(target, threads, LOCK_TIMEOUT);
    }

    /**
     * A pool as above, whose sessions wait for a lock as long as {@code lockTimeout}.
     *
     * @throws DatabaseFault if the database cannot be reached, does not exist, or refuses us
     */
    public static HikariDataSource open(Target target, int threads, Duration lockTimeout) {
        if (threads < 1) {
            throw new IllegalArgumentException("a pool for " + threads + " threads");
        }
        // Once without a pool: the answer is one sentence, and comes at once.
        Door.close(connect(target));
        HikariConfig config = new HikariConfig();
        config.setPoolName("contact-import");
        config.setJdbcUrl(target.url());
        config.setUsername(target.user());
        config.setPassword(target.password());
        config.setMaximumPoolSize(threads + BESIDE_THE_THREADS);
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(FIRST_CONNECTION_MILLIS);
        config.setConnectionTimeout(WAIT_FOR_CONNECTION_MILLIS);
        // Said to the pool too: it puts back what it believes to be the default.
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setConnectionInitSql(settings(target.schemas(), lockTimeout));
        config.addDataSourceProperty("ApplicationName", "contact-import");
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        // Details of an error quote the row: they are there for us, and in no message.
        config.addDataSourceProperty("logServerErrorDetail", "false");
        return new HikariDataSource(config);
    }

    /**
     * One connection like those of the pool, for what needs no more.
     *
     * @throws DatabaseFault if the database cannot be reached, does not exist, or refuses us
     */
    public static Connection connect(Target target) {
        Connection connection = Door.open(target);
        try (Statement statement = connection.createStatement()) {
            statement.execute(settings(target.schemas(), LOCK_TIMEOUT));
            return connection;
        } catch (SQLException e) {
            Door.close(connection);
            throw Door.fault(target, e);
        }
    }

    /** One statement that makes every setting: {@code set_config} works behind session pooling proxies too. */
    static String settings(Schemas schemas, Duration lockTimeout) {
        return each(schemas, lockTimeout).entrySet().stream()
                .map(s -> "set_config(" + literal(s.getKey()) + ", " + literal(s.getValue()) + ", false)")
                .collect(Collectors.joining(", ", "select ", ""));
    }

    private static Map<String, String> each(Schemas schemas, Duration lockTimeout) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("default_transaction_isolation", "read committed");
        settings.put("default_transaction_read_only", "off");
        settings.put("default_transaction_deferrable", "off");
        // The driver sends the time zone of the JVM.
        settings.put("TimeZone", "UTC");
        settings.put("lock_timeout", lockTimeout.toMillis() + "ms");
        settings.put("statement_timeout", "5min");
        settings.put("idle_in_transaction_session_timeout", "5min");
        // An error is better than rows that a policy hides from us.
        settings.put("row_security", "off");
        settings.put("search_path", schemas.searchPath());
        settings.put("jit", "off");
        // A plan that is kept knows neither how large a table has become nor how few rows a slice has.
        settings.put("plan_cache_mode", "force_custom_plan");
        settings.put("application_name", "contact-import");
        settings.put("synchronous_commit", "on");
        // What we read and write as text must not depend on the server's habits.
        settings.put("DateStyle", "ISO, MDY");
        settings.put("bytea_output", "hex");
        settings.put("extra_float_digits", "1");
        settings.put("standard_conforming_strings", "on");
        return settings;
    }

    private static String literal(String text) {
        return '\'' + text.replace("'", "''") + '\'';
    }
}
