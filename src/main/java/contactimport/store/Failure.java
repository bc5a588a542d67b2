package contactimport.store;

import static java.util.Objects.requireNonNull;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What failed and where, without a value of the file or of the database.
 *
 * @param message SQLSTATE, names of constraint, table and column, or a sentence of ours
 * @param state SQLSTATE; null when it was no error of the database
 * @param fromLine the lines concerned lie between this one and {@code toLine}; null when nothing was tried yet
 */
public record Failure(
        String message,
        @Nullable String state,
        @Nullable Long fromLine,
        @Nullable Long toLine) {

    public Failure {
        requireNonNull(message);
    }

    /** @param slice what was being merged; null if nothing was */
    public static Failure of(String message, @Nullable Throwable cause, @Nullable Slice slice) {
        SQLException sql = sql(cause);
        String names = sql == null ? "" : Transience.names(sql);
        return new Failure(
                message + names,
                sql == null ? null : sql.getSQLState(),
                slice == null ? null : slice.firstLine(),
                slice == null ? null : slice.lastLine());
    }

    private static @Nullable SQLException sql(@Nullable Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof SQLException e) {
                return e;
            }
        }
        return null;
    }
}
