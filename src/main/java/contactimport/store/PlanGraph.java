package contactimport.store;

import java.util.BitSet;

/**
 * What touches what among the lines of a run. A contact or a value is no node of its own: it stands for its first line, and all
 * that share it are united with that one. Nine bytes a record, and five to six for each contact that has a line. Not thread-safe.
 */
final class PlanGraph {

    /** The bit that says that a line's place is no contact. */
    private static final int NOBODY = 8;

    /** The bit that says that a line may change an indexed column. */
    private static final int MOVING = 32;

    /** The bit that says that a line may change something. */
    private static final int BUSY = 64;

    /** Keys that several contacts of an account may hold, though the platform does not want it: e-mail, phone. */
    static final int SHARED = 6;

    /** So far to the left of its own bit stands that of a key that is open although the line's contact holds it. */
    private static final int HELD = 2;

    private final long first;
    private final int keys;
    private final int[] lines;
    private final byte[] open;
    private final Components components;
    private Linked linked = new Linked();
    private long place = LongRows.NULL;
    private long nobody;
    private int lineOfPlace;
    private boolean placesDiffer = true;

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

    /**
     * @param row ordinal, line, place (contact, or hash of a link that leads to nobody, or null), open keys, {@link #NOBODY},
     *     {@link #MOVING} and {@link #BUSY}; ascending by contact, then by hash
     */
    void addLine(long[] row) {
        int node = node(row[0]);
        lines[node] = Math.toIntExact(row[1]);
        // Should two links have one source id, the line is there twice.
        open[node] |= (byte) (row[3] & (keys | MOVING | BUSY));
        boolean samePlace = row[2] == place && (row[3] & NOBODY) == nobody;
        placesDiffer &= !samePlace && row[2] != LongRows.NULL;
        if (samePlace && place != LongRows.NULL) {
            components.unite(lineOfPlace, node);
        } else {
            place = row[2];
            nobody = row[3] & NOBODY;
            lineOfPlace = node;
            if (nobody == 0) {
                linked.add(place, node);
            }
        }
    }

    /** Whether every line has a place, and one of its own. */
    boolean placesDiffer() {
        return placesDiffer;
    }

    /** @param row ordinal, keys that count as open even if the line's contact holds them; after all lines */
    void addOpen(long[] row) {
        int node = node(row[0]);
        int more = (int) row[1] & keys;
        int held = more & SHARED & ~open[node];
        open[node] |= (byte) (more | (held << HELD));
    }

    /** Whether any line may change something. */
    boolean works() {
        for (byte bits : open) {
            if ((bits & BUSY) != 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * Nodes of the lines that are at work: that may change something, or are in one group with a line that may, as far as is known
     * yet.
     *
     * @param alone whether also those that are alone in their group and have no open key: nothing changes a key of their contact
     */
    BitSet atWork(boolean alone) {
        BitSet seen = new BitSet();
        BitSet working = new BitSet();
        BitSet searching = new BitSet();
        for (int node = 0; node < lines.length; node++) {
            if (lines[node] != 0) {
                int root = components.root(node);
                if ((open[node] & BUSY) != 0) {
                    working.set(root);
                }
                if (alone || seen.get(root) || openOf(node) != 0) {
                    searching.set(root);
                }
                seen.set(root);
            }
        }
        working.and(searching);
        BitSet nodes = new BitSet();
        for (int node = 0; node < lines.length && !working.isEmpty(); node++) {
            if (lines[node] != 0 && working.get(components.root(node))) {
                nodes.set(node);
            }
        }
        return nodes;
    }

    /** Nodes that have a line. */
    BitSet all() {
        BitSet nodes = new BitSet();
        for (int node = 0; node < lines.length; node++) {
            nodes.set(node, lines[node] != 0);
        }
        return nodes;
    }

    /** How many lines have an open key of this kind. */
    int open(int kind) {
        int count = 0;
        for (byte bits : open) {
            count += (bits & kind) == 0 ? 0 : 1;
        }
        return count;
    }

    /** Kinds of keys, as bits, that are open in so many lines that it is quicker to take all lines than to pick these. */
    int mostlyOpen() {
        int kinds = 0;
        for (int kind = 1; kind < NOBODY; kind <<= 1) {
            kinds |= open(kind) > open.length / 4 ? kind : 0;
        }
        return kinds;
    }

    /** Open keys of a node's line, as bits. */
    int openOf(int node) {
        return open[node] & keys;
    }

    /** Open keys that the contact of a line with these bits does not hold. */
    static int notHeld(byte bits) {
        return bits & (NOBODY - 1) & ~((bits >> HELD) & SHARED);
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

    /**
     * The groups, once everything is united: then this forgets whose line is whose.
     *
     * @param room bytes that the groups may go on holding of it, to be dealt in the order of their contacts
     */
    Groups groups(long room) {
        Linked order = linked.bytes() <= room ? linked : new Linked();
        linked = new Linked();
        return new Groups(components, lines, first, open, BUSY, MOVING, order);
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
