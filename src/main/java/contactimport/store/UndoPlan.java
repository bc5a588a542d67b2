package contactimport.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * Which entries of a run are undone beside each other, and in which order: entries that touch one contact, link or value of a key
 * stay together, the last applied first. What does not hang together is undone in the order of the contacts: so the tables and the
 * ledger, which the run wrote in that order, lie. Made once, in the caller's transaction.
 */
public final class UndoPlan {

    private long[] ordinals = new long[1024];
    private int[] lines = new int[1024];
    private int size;

    private UndoPlan() {}

    /**
     * @param undone number of the run that is undone
     * @param backwards whether the undo goes from the last entry to the first, as that of an import does
     * @throws StaleRunException if another process has planned the undo or taken it over
     */
    public static void make(Connection c, long runNo, int epoch, long undone, boolean backwards, int partitions)
            throws SQLException {
        String claim = "update run set plan_done = true where no = ? and epoch = ? and not plan_done";
        if (Rows.update(c, claim, runNo, epoch) != 1) {
            throw new StaleRunException(
                    "another process has taken this undo over; this one has changed nothing and stops");
        }
        Rows.each(c, Sql.named("plan-settings"), row -> {});
        Rows.each(c, "select analyze_run_partitions(?)", row -> {}, runNo);
        new UndoPlan().deal(c, runNo, epoch, undone, backwards, partitions);
        Rows.each(c, "select analyze_run_partitions(?)", row -> {}, runNo);
    }

    private void deal(Connection c, long runNo, int epoch, long undone, boolean backwards, int partitions)
            throws SQLException {
        LongRows.each(
                c,
                "select ordinal, line from staged_row where run_no = " + runNo + " order by ordinal",
                2,
                row -> add(row[0], (int) row[1]));
        Components components = components(c, runNo, undone, backwards);
        int[] inOrder = Arrays.copyOf(lines, size);
        for (int i = 0; backwards && i < size; i++) {
            inOrder[i] = lines[size - 1 - i];
        }
        Groups groups = new Groups(components, inOrder, 0, new byte[0], 0, 0, contacts(c, runNo, undone, backwards));
        try (AssignmentWriter writer = new AssignmentWriter(c, runNo, epoch)) {
            groups.deal(
                    partitions,
                    (part, seq, group, node, line, contact, open) -> writer.row(
                            part,
                            seq,
                            group,
                            ordinals[backwards ? size - 1 - (int) node : (int) node],
                            line,
                            LongRows.NULL,
                            open));
            writer.finish();
        }
    }

    private Linked contacts(Connection c, long runNo, long undone, boolean backwards) throws SQLException {
        long room = Linked.roomOfHeap();
        Linked contacts = new Linked();
        String sql = Sql.named("undo-contacts")
                .replace("{run}", Long.toString(runNo))
                .replace("{undone}", Long.toString(undone));
        LongRows.each(c, sql, 2, row -> {
            if (contacts.bytes() <= room) {
                contacts.add(row[0], node(row[1], backwards));
            }
        });
        return contacts.bytes() <= room ? contacts : new Linked();
    }

    /** Of a staged entry. */
    private int node(long ordinal, boolean backwards) {
        int place = Arrays.binarySearch(ordinals, 0, size, ordinal);
        return backwards ? size - 1 - place : place;
    }

    private void add(long ordinal, int line) {
        if (size == ordinals.length) {
            ordinals = Arrays.copyOf(ordinals, 2 * size);
            lines = Arrays.copyOf(lines, 2 * size);
        }
        ordinals[size] = ordinal;
        lines[size++] = line;
    }

    private Components components(Connection c, long runNo, long undone, boolean backwards) throws SQLException {
        Components components = new Components(size);
        long[] lastToken = {0};
        int[] lastNode = {-1};
        String tokens = Sql.named("undo-tokens")
                .replace("{run}", Long.toString(runNo))
                .replace("{undone}", Long.toString(undone));
        LongRows.each(c, tokens, 2, row -> {
            if (Arrays.binarySearch(ordinals, 0, size, row[1]) < 0) {
                return; // not to be undone
            }
            int node = node(row[1], backwards);
            if (lastNode[0] >= 0 && lastToken[0] == row[0]) {
                components.unite(lastNode[0], node);
            }
            lastToken[0] = row[0];
            lastNode[0] = node;
        });
        return components;
    }
}
