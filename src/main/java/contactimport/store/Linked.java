package contactimport.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Contacts that lines are linked to, each with one of its lines. Filled and read in ascending order of contact ids, which are
 * kept as differences: five or six bytes a contact, in blocks, for an array that grows is there twice while it is copied. Not
 * thread-safe.
 */
final class Linked {

    static final int NONE = -1;

    private static final int BLOCK = 1 << 16;

    /** It takes six bytes a contact, and a plan has to do with a heap of 256 MB for ten million lines. */
    private static final int PART_OF_HEAP = 8;

    private final List<byte[]> steps = new ArrayList<>();
    private final List<int[]> lines = new ArrayList<>();
    private int bytes;
    private int count;
    private long last;

    /** @throws IllegalArgumentException if the contact is not behind all others */
    void add(long contact, int line) {
        if (count > 0 && contact <= last) {
            throw new IllegalArgumentException("contacts come in ascending order");
        }
        if (count % BLOCK == 0) {
            lines.add(new int[BLOCK]);
        }
        lines.get(count / BLOCK)[count % BLOCK] = line;
        // The first id may be anything, even negative; every other step is positive.
        write(count == 0 ? contact : contact - last);
        last = contact;
        count++;
    }

    private void write(long step) {
        long rest = step;
        while ((rest & ~0x7FL) != 0) {
            write((byte) (rest | 0x80));
            rest >>>= 7;
        }
        write((byte) rest);
    }

    private void write(byte part) {
        if (bytes % BLOCK == 0) {
            steps.add(new byte[BLOCK]);
        }
        steps.get(bytes / BLOCK)[bytes % BLOCK] = part;
        bytes++;
    }

    Reader reader() {
        return new Reader();
    }

    interface Visitor {
        void contact(long contact, int line) throws SQLException;
    }

    void each(Visitor visitor) throws SQLException {
        Reader reader = new Reader();
        while (reader.next < count) {
            reader.step();
            visitor.contact(reader.contact, line(reader.next - 1));
        }
    }

    private int line(int contact) {
        return lines.get(contact / BLOCK)[contact % BLOCK];
    }

    /** Bytes that it may take: with more contacts there is no order but that of the file. */
    static long roomOfHeap() {
        return Runtime.getRuntime().maxMemory() / PART_OF_HEAP;
    }

    /** What it holds in memory. */
    long bytes() {
        return (long) BLOCK * (steps.size() + (long) Integer.BYTES * lines.size());
    }

    /** Goes through the contacts once. */
    final class Reader {

        private int at;
        private int next;
        private long contact = Long.MIN_VALUE;

        /**
         * A line of this contact, or {@link #NONE}.
         *
         * @param wanted not smaller than what was asked for before
         */
        int lineOf(long wanted) {
            while (contact < wanted && next < count) {
                step();
            }
            return contact == wanted ? line(next - 1) : NONE;
        }

        private void step() {
            contact = next == 0 ? read() : contact + read();
            next++;
        }

        private long read() {
            long step = 0;
            for (int shift = 0; ; shift += 7) {
                byte b = steps.get(at / BLOCK)[at % BLOCK];
                at++;
                step |= (long) (b & 0x7F) << shift;
                if (b >= 0) {
                    return step;
                }
            }
        }
    }
}
