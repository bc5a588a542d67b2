package contactimport.store;

/**
 * What touches what among the lines of a run. A contact or a value is no node of its own: it stands for its first line, and all
 * that share it are united with that one. Six to ten bytes a line, and two of five for a contact. Not thread-safe.
 */
final class PlanGraph {

    private final long first;
    private final int keys;
    private final int[] lines;
    private final byte[] open;
    private final Components components;
    private final Linked linked = new Linked();
    private long contact = LongRows.NULL;
    private int lineOfContact;
    private boolean anyOpen;

    /**
     * @param first smallest ordinal of the run's lines
     * @param last biggest one; the ones between may have gaps
     * @param keys kinds of keys that count, as bits
     */
    PlanGraph(long first, long last, int keys) {
        if (last - first >= Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("a run of more than two thousand million records cannot be planned");
        }
        this.first = first;
        this.keys = keys;
        int nodes = (int) (last - first + 1);
        lines = new int[nodes];
        open = new byte[nodes];
        components = new Components(nodes);
    }

    /** @param row ordinal, line, contact or null, open keys; ascending by contact, null last */
    void addLine(long[] row) {
        int node = node(row[0]);
        lines[node] = Math.toIntExact(row[1]);
        open(node, row[3]);
        if (row[2] == LongRows.NULL) {
            return;
        }
        if (row[2] == contact) {
            components.unite(lineOfContact, node);
        } else {
            contact = row[2];
            lineOfContact = node;
            linked.add(contact, node);
        }
    }

    /** @param row ordinal, open keys */
    void addOpen(long[] row) {
        open(node(row[0]), row[1]);
    }

    private void open(int node, long kinds) {
        open[node] |= (byte) (kinds & keys);
        anyOpen |= open[node] != 0;
    }

    boolean anyOpen() {
        return anyOpen;
    }

    /** Open keys of a node's line, as bits. */
    int openOf(int node) {
        return open[node];
    }

    int nodes() {
        return lines.length;
    }

    long ordinal(int node) {
        return first + node;
    }

    /** @param row two ordinals */
    void unite(long[] row) {
        components.unite(node(row[0]), node(row[1]));
    }

    /** Unites what contacts hold; to be fed contact by contact in ascending order. */
    Owners owners() {
        return new Owners();
    }

    /** The groups, once everything is united. */
    Groups groups() {
        return new Groups(components, lines, first);
    }

    private int node(long ordinal) {
        return (int) (ordinal - first);
    }

    final class Owners {

        private final Linked.Reader reader = linked.reader();
        private long owner = LongRows.NULL;
        private int lineOfOwner;

        /** @param row contact, ordinal of the first line with a value that this contact holds */
        void add(long[] row) {
            int node = node(row[1]);
            if (row[0] != owner) {
                owner = row[0];
                int line = reader.lineOf(owner);
                lineOfOwner = line == Linked.NONE ? node : line;
            }
            components.unite(lineOfOwner, node);
        }
    }
}
