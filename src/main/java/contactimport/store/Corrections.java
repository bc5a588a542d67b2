package contactimport.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What became of the rejected lines of a run in the runs that imported them corrected.
 *
 * @param corrects id of the run whose rejects this run corrects itself
 * @param runs ids of the runs that corrected its rejects, or theirs, the oldest first
 * @param lines of the run that were corrected, at least once
 * @param applied how many of these were applied in the end
 * @param rejected how many were rejected again, and not applied
 */
public record Corrections(@Nullable String corrects, List<String> runs, long lines, long applied, long rejected) {

    public static final Corrections NONE = new Corrections(null, List.of(), 0, 0, 0);

    public Corrections {
        runs = List.copyOf(runs);
    }

    public static Corrections of(Connection c, long runNo) throws SQLException {
        AtomicReference<@Nullable String> corrects = new AtomicReference<>();
        Rows.each(
                c,
                "select o.id from run r join run o on o.no = r.corrects where r.no = ?",
                row -> corrects.set(Rows.text(row, "id")),
                runNo);
        List<String> runs = new ArrayList<>();
        Rows.each(c, Sql.named("run-correcting"), row -> runs.add(Rows.text(row, "id")), runNo);
        long[] counts = new long[3];
        Rows.each(
                c,
                Sql.named("run-corrections"),
                row -> {
                    counts[0] = row.getLong("lines");
                    counts[1] = row.getLong("applied");
                    counts[2] = row.getLong("rejected");
                },
                runNo);
        return new Corrections(corrects.get(), runs, counts[0], counts[1], counts[2]);
    }

    /** Lines that were corrected, but are not decided: their run is not finished, or was closed before them. */
    public long undecided() {
        return lines - applied - rejected;
    }
}
