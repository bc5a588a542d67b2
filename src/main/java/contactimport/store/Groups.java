package contactimport.store;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.BitSet;

/**
 * The lines of a run by group, and the groups dealt out to partitions: a group that is larger than a fair share gets a partition
 * of its own, first, because it takes longest. The others follow in the order of their contacts, so that a partition writes a table,
 * and indexes that are sorted alike, as they lie, whatever the order of the file; those that touch nobody come last, in the order of
 * the file. Groups that write no indexed column ({@link HeapOnly}) are dealt in {@link Passes} over the contacts. The lines of groups
 * that change nothing ({@link Idle}) are no rows of a partition: they are told as ranges. The same groups are always dealt the same.
 * Not thread-safe.
 */
final class Groups {

    private static final int END = -1;

    private final Components components;
    private final int[] lines;
    private final long first;
    private final int[] next;
    private final byte[] bits;
    private final Linked order;
    private final BitSet idle = new BitSet();
    private final BitSet staying = new BitSet();
    private int rows;
    private int busyRows;
    private int groups;
    private int largest;

    /**
     * @param lines line of each node, 0 where there is none
     * @param first ordinal of node 0
     */
    Groups(Components components, int[] lines, long first) {
        this(components, lines, first, new byte[0], 0, 0, new Linked());
    }

    /**
     * @param bits of each node, as {@link PlanGraph} has them, or none at all: then every line may change anything
     * @param busy the bit of a line that may change something; a group none of whose lines has it is idle
     * @param moving the bit of a line that may change an indexed column
     * @param order contacts with their lines; those of others are dealt after them
     */
    Groups(Components components, int[] lines, long first, byte[] bits, int busy, int moving, Linked order) {
        this.components = components;
        this.lines = lines;
        this.first = first;
        this.bits = bits;
        this.order = order;
        next = new int[lines.length];
        Arrays.fill(next, END);
        // From the end, so that each group becomes a chain in the order of the file, hung up at its first line.
        for (int node = lines.length - 1; node >= 0; node--) {
            if (lines[node] == 0) {
                continue;
            }
            rows++;
            int root = components.root(node);
            if (root == node) {
                groups++;
                largest = Math.max(largest, sizeOf(root));
            } else {
                next[node] = next[root];
                next[root] = node;
            }
        }
        for (int node = 0; node < lines.length; node++) {
            if (isFirst(node)) {
                boolean works = has(node, busy);
                idle.set(node, !works);
                staying.set(node, !has(node, moving));
                busyRows += works ? sizeOf(node) : 0;
            }
        }
    }

    private boolean has(int root, int bit) {
        for (int node = root; node != END; node = next[node]) {
            if (bits.length == 0 || (bits[node] & bit) != 0) {
                return true;
            }
        }
        return false;
    }

    int rows() {
        return rows;
    }

    /** Rows that a partition gets. */
    int busyRows() {
        return busyRows;
    }

    int groups() {
        return groups;
    }

    /** Rows of the largest group. */
    int largest() {
        return largest;
    }

    /** Deals out the groups that are not idle. */
    void deal(int partitions, Dealt dealt) throws SQLException {
        if (partitions < 1) {
            throw new IllegalArgumentException("at least one partition is needed");
        }
        Dealer dealer = new Dealer(partitions, dealt);
        int fair = dealer.fairShare();
        eachBusy((root, contact) -> {
            if (sizeOf(root) > fair) {
                dealer.open(0);
                dealer.take(root, contact);
            }
        });
        if (dealer.given < busyRows) {
            dealer.open(dealer.fairShare());
        }
        eachBusy((root, contact) -> {
            if (sizeOf(root) <= fair) {
                if (dealer.isFull()) {
                    dealer.open(dealer.fairShare());
                }
                dealer.take(root, contact);
            }
        });
        dealer.passes.end();
    }

    private void eachBusy(Passes.Taker taker) throws SQLException {
        BitSet seen = new BitSet();
        order.each((contact, line) -> {
            int root = components.root(line);
            if (isBusy(root) && !seen.get(root)) {
                seen.set(root);
                taker.take(root, root == line ? contact : LongRows.NULL);
            }
        });
        for (int node = 0; node < lines.length; node++) {
            if (isBusy(node) && !seen.get(node)) {
                taker.take(node, LongRows.NULL);
            }
        }
    }

    /** Tells the lines of idle groups, in the order of the file. */
    void tellIdle(IdleLines to) throws SQLException {
        int from = END;
        int last = END;
        int count = 0;
        long sum = 0;
        for (int node = 0; node < lines.length; node++) {
            if (lines[node] == 0) {
                continue;
            }
            if (idle.get(components.root(node))) {
                from = count == 0 ? node : from;
                last = node;
                count++;
                sum += lines[node];
            } else if (count > 0) {
                to.range(first + from, first + last, count, sum);
                count = 0;
                sum = 0;
            }
        }
        if (count > 0) {
            to.range(first + from, first + last, count, sum);
        }
    }

    private boolean isBusy(int node) {
        return isFirst(node) && !idle.get(node);
    }

    private boolean isFirst(int node) {
        return lines[node] != 0 && components.root(node) == node;
    }

    private int sizeOf(int root) {
        int size = 0;
        for (int node = root; node != END; node = next[node]) {
            size++;
        }
        return size;
    }

    private final class Dealer {

        private final int partitions;
        private final Dealt dealt;
        private final Passes passes = new Passes(this::give);
        private int part = -1;
        private int share;
        private int taken;
        private int seq;
        private int group;
        private int given;

        private Dealer(int partitions, Dealt dealt) {
            this.partitions = partitions;
            this.dealt = dealt;
        }

        /** Of what is left, for each partition that is left; never 0 while there are rows. */
        private int fairShare() {
            int left = partitions - part - 1;
            return (int) (((long) busyRows - given + left - 1) / left);
        }

        private void open(int newShare) throws SQLException {
            passes.end();
            part++;
            share = newShare;
            taken = 0;
            seq = 0;
        }

        private boolean isFull() {
            return taken >= share;
        }

        private void take(int root, long contact) throws SQLException {
            taken += sizeOf(root);
            given += sizeOf(root);
            if (staying.get(root) && contact != LongRows.NULL) {
                passes.add(root, contact);
            } else {
                give(root, contact);
            }
        }

        private void give(int root, long contact) throws SQLException {
            group++;
            long told = contact;
            int open = bits.length == 0 ? Dealt.UNKNOWN : PlanGraph.notHeld(bits[root]);
            for (int node = root; node != END; node = next[node]) {
                seq++;
                dealt.row(part, seq, group, first + node, lines[node], told, open);
                told = LongRows.NULL;
                open = Dealt.UNKNOWN;
            }
        }
    }
}
