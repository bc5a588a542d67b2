package contactimport.store;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** How far the steps of a run's launches were, and when: for the report, nothing else. A launch that was killed has left none. */
public final class PaceTable {

    private PaceTable() {}

    /**
     * A step at an instant.
     *
     * @param phase {@code stage}, {@code plan}, {@code merge} or {@code report}
     * @param done lines read, or decided, of all launches
     */
    public record Mark(int epoch, String phase, Instant at, long done) {
        public Mark {
            requireNonNull(phase);
            requireNonNull(at);
        }
    }

    /** Keeps the marks of one launch, in their order; those that it may have left before are replaced. */
    public static void save(Connection c, long runNo, int epoch, List<Mark> marks) throws SQLException {
        Rows.update(c, "delete from pace where run_no = ? and epoch = ?", runNo, epoch);
        Rows.update(
                c,
                Sql.named("pace-save"),
                runNo,
                epoch,
                marks.stream().map(Mark::phase).toArray(String[]::new),
                marks.stream().mapToLong(m -> m.at().toEpochMilli()).toArray(),
                marks.stream().mapToLong(Mark::done).toArray());
    }
}
