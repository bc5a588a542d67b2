package contactimport.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** How a database lets us in, or in one sentence why not. */
final class Door {

    private static final String TIMEOUT_SECONDS = "10";

    private Door() {}

    /** @throws DatabaseFault if it does not let us in */
    static Connection open(Target target) {
        Properties properties = new Properties();
        properties.setProperty("user", target.user());
        if (target.password() != null) {
            properties.setProperty("password", target.password());
        }
        properties.setProperty("loginTimeout", TIMEOUT_SECONDS);
        properties.setProperty("ApplicationName", "contact-import");
        properties.setProperty("logServerErrorDetail", "false");
        try {
            return DriverManager.getConnection(target.url(), properties);
        } catch (SQLException e) {
            throw fault(target, e);
        }
    }

    static DatabaseFault fault(Target target, SQLException e) {
        String sentence = TlsTrouble.of(e)
                .map(tls -> "the database " + target.name() + " " + tls)
                .orElseGet(() -> sentence(target, e.getSQLState()));
        return new DatabaseFault(sentence, e);
    }

    static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("a connection without a transaction could not be closed", e);
        }
    }

    /** The driver's own messages run over several lines and can quote what was sent: they stay in the cause. */
    private static String sentence(Target target, @Nullable String state) {
        String database = target.name();
        String user = target.user();
        if (state == null) {
            return "the database " + database + " could not be opened";
        }
        return switch (state) {
            case "28P01" -> "the database " + database + " refused the password of user " + user;
            case "42501" -> "the database " + database + " does not let user " + user + " in: CONNECT is not granted";
            case "28000" -> "the database " + database + " does not let user " + user + " in";
            case "08004" ->
                "the database " + database + " asks user " + user
                        + " for a password and none was given; use --db-password-file";
            case "3D000" -> "there is no database " + database;
            case "57P03" -> "the database " + database + " is starting up or shutting down; try again shortly";
            case "53300" -> "the database " + database + " has no connection left";
            case "08001", "08006" ->
                "the database " + database + " cannot be reached; is the server running, and are host and port right?";
            default -> "the database " + database + " could not be opened (SQLSTATE " + state + ")";
        };
    }
}
