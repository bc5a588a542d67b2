package contactimport.store;

import java.util.Arrays;

/**
 * Contacts that lines are linked to, each with one of its lines. Filled and read in ascending order of contact ids, which are
 * kept as differences: five or six bytes a contact. Not thread-safe.
 */
final class Linked {

    static final int NONE = -1;

    private static final int FIRST_SIZE = 1024;

    private byte[] steps = new byte[FIRST_SIZE];
    private int[] lines = new int[FIRST_SIZE];
    private int bytes;
    private int count;
    private long last;

    /** @throws IllegalArgumentException if the contact is not behind all others */
    void add(long contact, int line) {
        if (count > 0 && contact <= last) {
            throw new IllegalArgumentException("contacts come in ascending order");
        }
        if (count == lines.length) {
            lines = Arrays.copyOf(lines, grown(count));
        }
        lines[count] = line;
        // The first id may be anything, even negative; every other step is positive.
        write(count == 0 ? contact : contact - last);
        last = contact;
        count++;
    }

    private void write(long step) {
        if (bytes + 10 > steps.length) {
            steps = Arrays.copyOf(steps, grown(steps.length));
        }
        long rest = step;
        while ((rest & ~0x7FL) != 0) {
            steps[bytes++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        steps[bytes++] = (byte) rest;
    }

    private static int grown(int size) {
        return size + (size >> 1);
    }

    Reader reader() {
        return new Reader();
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
                contact = next == 0 ? read() : contact + read();
                next++;
            }
            return contact == wanted ? lines[next - 1] : NONE;
        }

        private long read() {
            long step = 0;
            for (int shift = 0; ; shift += 7) {
                byte b = steps[at++];
                step |= (long) (b & 0x7F) << shift;
                if (b >= 0) {
                    return step;
                }
            }
        }
    }
}
