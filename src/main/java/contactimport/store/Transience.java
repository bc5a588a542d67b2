package contactimport.store;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Whose fault an error of the database is, by its SQLSTATE: the line's, somebody else's, the environment's, or ours. */
enum Transience {
    /** Somebody else wrote meanwhile: decide again; only what fails twice is the line's fault. */
    DECIDE_AGAIN,
    /** The line's fault: bisect until it is alone, then reject it. */
    DATA,
    /** A lock: again after a pause, outside the locks. */
    AGAIN,
    /** Connection, server, resources: the run stops or waits, no line is to blame. */
    ENVIRONMENT,
    /** Anything else: the partition fails. */
    FATAL;

    static Transience of(SQLException e) {
        String state = e.getSQLState();
        if (state == null || state.length() < 5) {
            return ENVIRONMENT;
        }
        return switch (state) {
            case "23505", "23503" -> isPrimaryKey(e) ? FATAL : DECIDE_AGAIN;
            case "44000", "P0001" -> DATA;
            case "40P01", "55P03" -> AGAIN;
            case "57014" -> ENVIRONMENT;
            default -> ofClass(state.substring(0, 2));
        };
    }

    private static Transience ofClass(String sqlClass) {
        return switch (sqlClass) {
            case "22", "23" -> DATA;
            case "08", "57", "53", "25" -> ENVIRONMENT;
            default -> FATAL;
        };
    }

    /** A duplicate id is never a line's fault: a restored database's sequence is behind max(id). */
    private static boolean isPrimaryKey(SQLException e) {
        String constraint = constraint(e);
        return constraint != null && constraint.endsWith("_pkey");
    }

    static @Nullable String constraint(SQLException e) {
        ServerErrorMessage message = e instanceof PSQLException p ? p.getServerErrorMessage() : null;
        return message == null ? null : message.getConstraint();
    }

    /** SQLSTATE and the names the server gave, without its message: that one quotes values. */
    static String redacted(SQLException e) {
        return "SQLSTATE " + e.getSQLState() + names(e);
    }

    /** The names alone: {@code , constraint contacts_email, table contacts}; empty if the server gave none. */
    static String names(SQLException e) {
        ServerErrorMessage message = e instanceof PSQLException p ? p.getServerErrorMessage() : null;
        StringBuilder text = new StringBuilder();
        if (message != null) {
            append(text, "constraint", message.getConstraint());
            append(text, "table", message.getTable());
            append(text, "column", message.getColumn());
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String what, @Nullable String name) {
        if (name != null) {
            text.append(", ").append(what).append(' ').append(name);
        }
    }
}
