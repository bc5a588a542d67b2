package contactimport.store;

import java.sql.SQLException;
import java.util.Arrays;

/**
 * The order in which contacts are updated whose indexed columns stay as they are: not one after the other as they lie, but in
 * passes over some thousands of them, each of which takes one contact of every thirty-two.
 *
 * <p>A new version of a row that fits on the page of the old one needs no entry in any index. In a table that is full it does not
 * fit, unless something has left the page before, in a transaction that has ended. So the first passes, a row or two of each page,
 * move elsewhere and make room; those that follow stay. In the order of the contacts all rows of a page are written by one
 * transaction, and all of them move. Where somebody keeps a transaction open for as long, nothing makes room: then this order is
 * only some 10 % dearer than the other.
 *
 * <pre>
 * 16,000 contacts → 1, 33, 65 … 15,969; 2, 34, 66 … 15,970; 3, 35 …
 * 2,000 contacts  → 1, 2, 3 …
 * </pre>
 *
 * Not thread-safe.
 */
final class Passes {

    /** About as many as rows lie on a page. */
    private static final int PASSES = 32;

    /** All pages together are some 15 MB, which stay in the server's memory until the last pass. */
    private static final int MOST = 1 << 16;

    /** In fewer there are hardly any chunks behind those that move. */
    private static final int LEAST = 1 << 11;

    /** Contacts that are further apart do not share pages: passes would only read them again and again. */
    private static final long WIDEST = 4L * MOST;

    interface Taker {
        void take(int root, long contact) throws SQLException;
    }

    private final Taker taker;
    private int[] roots = new int[LEAST];
    private long[] contacts = new long[LEAST];
    private int count;

    /** @param taker gets what is added, in its new order */
    Passes(Taker taker) {
        this.taker = taker;
    }

    /** @param contact not smaller than the one before */
    void add(int root, long contact) throws SQLException {
        if (count == MOST || (count > 0 && contact - contacts[0] >= WIDEST)) {
            end();
        }
        if (count == roots.length) {
            roots = Arrays.copyOf(roots, 2 * count);
            contacts = Arrays.copyOf(contacts, 2 * count);
        }
        roots[count] = root;
        contacts[count++] = contact;
    }

    /** Hands on what is still here. */
    void end() throws SQLException {
        int passes = count < LEAST ? 1 : PASSES;
        for (int pass = 0; pass < passes; pass++) {
            for (int i = pass; i < count; i += passes) {
                taker.take(roots[i], contacts[i]);
            }
        }
        count = 0;
    }
}
