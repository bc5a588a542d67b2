package contactimport.store;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where the corrected lines of a span stood first: what is newer than that place is newer than they are. Immutable. */
final class Origins {

    static final Origins NONE = new Origins(Map.of());

    private final Map<Long, List<Place>> byOrdinal;

    /** A line of a run. */
    private record Place(long runNo, long line) {}

    /** The last line of a run that has changed a contact. */
    record Change(long runNo, String runId, long line) {}

    private Origins(Map<Long, List<Place>> byOrdinal) {
        this.byOrdinal = byOrdinal;
    }

    static Origins of(Connection c, long runNo, Collection<StagedRow> rows) throws SQLException {
        Map<Long, List<Place>> places = new HashMap<>();
        Rows.each(
                c,
                Sql.named("origins"),
                row -> places.computeIfAbsent(row.getLong("ordinal"), o -> new ArrayList<>())
                        .add(new Place(row.getLong("run_no"), row.getLong("line"))),
                runNo,
                Rows.longs(rows.stream().map(StagedRow::ordinal).toList()));
        return new Origins(places);
    }

    boolean isEmpty() {
        return byOrdinal.isEmpty();
    }

    boolean has(long ordinal) {
        return byOrdinal.containsKey(ordinal);
    }

    /** The first run that any of these lines was part of. */
    long firstRun() {
        return byOrdinal.values().stream()
                .flatMap(List::stream)
                .mapToLong(Place::runNo)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /**
     * Whether a change came after a corrected line: a line that was rejected twice has two places, and in each of these runs only
     * what stood behind it is newer.
     */
    boolean isNewer(Change change, long ordinal) {
        List<Place> places = requireNonNull(byOrdinal.get(ordinal));
        for (Place place : places) {
            if (place.runNo() == change.runNo()) {
                // Several objects of a JSON array can stand in one line; the one that was rejected has changed nothing.
                return change.line() >= place.line();
            }
        }
        return places.stream().anyMatch(place -> place.runNo() < change.runNo());
    }
}
