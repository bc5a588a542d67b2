package contactimport.cli;

import java.sql.SQLException;

/**
 * A stack trace that anybody may read. Messages of libraries can quote what they were given (a database quotes the key that is
 * there already), so only our own are shown, and of a database its SQLSTATE.
 */
final class Trace {

    private Trace() {}

    static String of(Throwable failure) {
        StringBuilder trace = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            trace.append(cause == failure ? "" : "Caused by: ")
                    .append(title(cause))
                    .append('\n');
            for (StackTraceElement frame : cause.getStackTrace()) {
                trace.append("    at ").append(frame).append('\n');
            }
        }
        return trace.toString();
    }

    private static String title(Throwable cause) {
        String name = cause.getClass().getName();
        if (cause instanceof SQLException sql) {
            return name + " SQLSTATE " + sql.getSQLState();
        }
        return name.startsWith("contactimport.") ? name + ": " + cause.getMessage() : name;
    }
}
