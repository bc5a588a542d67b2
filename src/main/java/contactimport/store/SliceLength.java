package contactimport.store;

/**
 * How long a slice may be: so many rows or so much JSON; longer if it goes on with the group of the slice before.
 *
 * <p>Under policy {@code merge} each slice of a group moves everything once more that the slices before it have gathered in one
 * contact: in slices of one length a group costs the square of its rows. So a slice that goes on with a group may have twice the
 * rows of the one before, as long as there is {@link Room}: all slices together then move little more than everything once. Nothing
 * of this is kept: a launch begins with the usual length, and so does a slice behind one that was not merged as a whole. Not
 * thread-safe.
 *
 * <pre>
 * usually 500 rows, one group of 12,000 → 500, 1,000, 2,000, 4,000, 4,500
 * 10,000 groups of five                 → 500, 500, 500 …
 * </pre>
 */
final class SliceLength {

    /** A slice of large records ends earlier: every thread holds one, several times over, in a heap of 256 MB. */
    private static final int MAX_JSON_CHARS = 2 << 20;

    /** Unless the usual length is more: somebody may be waiting for one of the people, or for the end of the run. */
    private static final int MOST = 64_000;

    /** What a row takes in memory beside its JSON, with an entry of usual length in the ledger: 3,700 bytes in all were measured. */
    private static final int ROW_BYTES = 3_000;

    /** What becomes of a byte of JSON in memory. */
    private static final int JSON_BYTES = 8;

    private static final int USUAL_ENTRY = 1_000;

    private final int usual;
    private final Room room;
    private int most;
    private int group;
    private long chars;
    private long taken;
    private int lastEnd = -1;
    private int lastRows;
    private int lastGroup;
    private long entryBytes;

    /**
     * @param usual most rows of a slice that does not go on with a group
     * @param room for the rows that a slice has beyond that
     */
    SliceLength(int usual, Room room) {
        this.usual = usual;
        this.room = room;
    }

    /**
     * The last slice is done with, another one begins.
     *
     * @param position of the row before its first
     * @return most rows that it can have
     */
    int begin(int position) {
        release();
        boolean continues = position == lastEnd && !room.equals(Room.NONE);
        group = continues ? lastGroup : 0;
        most = continues ? (int) Math.max(usual, Math.min(2L * lastRows, MOST)) : usual;
        chars = 0;
        lastEnd = -1;
        return most;
    }

    /**
     * Whether one more row may follow.
     *
     * @param rows that the slice has
     * @param ofGroup the group of the row
     * @param patchChars of its JSON
     * @param storedBytes of the JSON that its contact has
     */
    boolean takes(int rows, int ofGroup, int patchChars, long storedBytes) {
        chars += patchChars;
        if (rows == 0 || (rows < usual && chars <= MAX_JSON_CHARS)) {
            return true;
        }
        // A contact that gathers attributes becomes larger with every row, and is written with every row.
        long bytes = ROW_BYTES + JSON_BYTES * (patchChars + storedBytes + Math.max(0, entryBytes - USUAL_ENTRY));
        if (rows >= most || ofGroup != group || !room.take(bytes)) {
            return false;
        }
        taken += bytes;
        return true;
    }

    /** The slice ends within a group. */
    void endWithin(int ofGroup, int lastSeq, int rows) {
        lastGroup = ofGroup;
        lastEnd = lastSeq;
        lastRows = rows;
    }

    /**
     * What has become of it.
     *
     * @param bytes of its entries in the ledger
     */
    void wrote(long bytes) {
        entryBytes = lastRows == 0 ? 0 : bytes / lastRows;
    }

    void release() {
        room.give(taken);
        taken = 0;
    }
}
