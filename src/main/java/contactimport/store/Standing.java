package contactimport.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * How far a run has come.
 *
 * @param epoch of its last launch
 * @param far a number that only grows, unless the database itself goes back
 */
public record Standing(int epoch, long far) {

    /** Empty if the database does not know the run. */
    public static Optional<Standing> of(Connection c, String runId) throws SQLException {
        AtomicReference<Standing> found = new AtomicReference<>();
        Rows.each(
                c,
                Sql.named("run-standing"),
                row -> found.set(new Standing(row.getInt("epoch"), row.getLong("progress"))),
                runId);
        return Optional.ofNullable(found.get());
    }
}
