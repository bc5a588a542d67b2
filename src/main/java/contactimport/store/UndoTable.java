package contactimport.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;

/** The rows of undos in {@code run}, and their entries in {@code staged_row}. */
public final class UndoTable {

    private UndoTable() {}

    /**
     * What of a run is undone.
     *
     * @param only fields and attribute paths; empty: everything
     * @param contacts their ids; empty: all
     * @param lines of the undone run's file; empty: all
     */
    public record Part(List<String> only, Set<Long> contacts, Set<Long> lines) {
        public Part {
            only = List.copyOf(new TreeSet<>(only));
            contacts = Set.copyOf(contacts);
            lines = Set.copyOf(lines);
        }
    }

    /**
     * A run that may be undone.
     *
     * @param backwards whether it applied its entries from the last to the first
     * @param hasEntries whether its ledger holds anything that changed something
     */
    public record Undone(long no, boolean backwards, boolean hasEntries, boolean isPurged) {}

    public static Undone undone(Connection c, long runNo) throws SQLException {
        List<Undone> found = new ArrayList<>(1);
        Rows.each(
                c,
                Sql.named("undo-run"),
                row -> found.add(new Undone(
                        runNo, row.getBoolean("backwards"), row.getBoolean("has_entries"), row.getBoolean("purged"))),
                runNo);
        return found.stream().findFirst().orElseThrow(() -> new IllegalArgumentException("there is no run " + runNo));
    }

    /** What a new undo is called. {@code settings} is JSON text, {@code content} the same for all undos of one run. */
    public record NewUndo(String id, String name, String settings, String fingerprint, String content) {}

    /** Makes the run and stages its entries, in the caller's transaction. */
    public static long create(Connection c, NewUndo undo, long undone, Part part) throws SQLException {
        AtomicLong no = new AtomicLong();
        Rows.each(
                c,
                Sql.named("undo-create"),
                row -> no.set(row.getLong(1)),
                undo.id(),
                undo.name(),
                undo.settings(),
                undo.fingerprint(),
                undo.content(),
                undone);
        Rows.update(c, "set local statement_timeout = 0");
        Rows.each(c, "select open_run_partitions(?)", row -> {}, no.get());
        stage(c, no.get(), undone, part);
        Rows.update(c, Sql.named("undo-staged"), no.get(), no.get());
        return no.get();
    }

    private static void stage(Connection c, long no, long undone, Part part) throws SQLException {
        long[] contacts = Rows.longs(part.contacts());
        String[] fields = part.only().stream()
                .map(path -> path.replaceFirst("\\..*", ""))
                .distinct()
                .toArray(String[]::new);
        Rows.update(
                c,
                Sql.named("undo-stage"),
                no,
                undone,
                contacts.length == 0,
                contacts,
                contacts,
                contacts,
                part.lines().isEmpty(),
                Rows.longs(part.lines()),
                fields.length == 0,
                fields,
                fields);
    }

    /** The lines that are to be undone, for a run's settings: as ranges, in their order. */
    public static String ranges(Set<Long> lines) {
        long[] sorted = lines.stream().mapToLong(Long::longValue).sorted().toArray();
        List<String> ranges = new ArrayList<>();
        for (int from = 0, to = 0; from < sorted.length; from = to) {
            to = from + 1;
            while (to < sorted.length && sorted[to] == sorted[to - 1] + 1) {
                to++;
            }
            ranges.add(to == from + 1 ? "" + sorted[from] : sorted[from] + "-" + sorted[to - 1]);
        }
        return String.join(",", ranges);
    }
}
