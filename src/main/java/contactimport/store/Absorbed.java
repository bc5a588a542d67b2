package contactimport.store;

import contactimport.store.AbsorbWriter.Gone;
import java.util.Arrays;

/**
 * Who went up in whom, and in whom in the end, in plain arrays: a run may absorb a million, and each of them in the next.
 *
 * <pre>
 * 1 → 2, 2 → 3   1 is in 3 at rank 2, 2 is in 3 at rank 1
 * 1 → 3, 2 → 3   both are in 3 at rank 1
 * </pre>
 */
final class Absorbed {

    private final long[] ids;
    private final long[] kept;
    private final long[] ordinals;
    private final int[] ranks;
    private int size;

    Absorbed(int capacity) {
        ids = new long[capacity];
        kept = new long[capacity];
        ordinals = new long[capacity];
        ranks = new int[capacity];
    }

    int size() {
        return size;
    }

    /** @param row the absorbed contact, in rising order, the one that was kept, and the line's ordinal */
    void add(long[] row) {
        if (size > 0 && row[0] <= ids[size - 1]) {
            throw new IllegalArgumentException("contacts must come in rising order");
        }
        ids[size] = row[0];
        kept[size] = row[1];
        ordinals[size++] = row[2];
    }

    /** Follows every chain to its end, each step of it once. */
    void settle() {
        int[] path = new int[size];
        for (int i = 0; i < size; i++) {
            int length = 0;
            int at = i;
            while (at >= 0 && ranks[at] == 0) {
                path[length++] = at;
                at = indexOf(kept[at]);
            }
            for (int p = length - 1; p >= 0; p--) {
                int next = indexOf(kept[path[p]]);
                ranks[path[p]] = next < 0 ? 1 : ranks[next] + 1;
                kept[path[p]] = next < 0 ? kept[path[p]] : kept[next];
            }
        }
    }

    Gone gone(int at) {
        return new Gone(ids[at], kept[at], ranks[at], ordinals[at]);
    }

    private int indexOf(long id) {
        return Arrays.binarySearch(ids, 0, size, id);
    }
}
