package contactimport.store;

import java.sql.SQLException;

/** Takes the rows that {@link Groups} deals. */
interface Dealt {

    /** Open keys of a line of which they are not known. */
    int UNKNOWN = -1;

    /**
     * One row, in the order of partitions and, within one, of {@code seq}.
     *
     * @param part 0, 1, 2 …
     * @param group 1, 2, 3 …, over all partitions
     * @param seq 1, 2, 3 … within the partition
     * @param contact of the line's link, or {@link LongRows#NULL} where that is not known
     * @param open keys that the line names and its contact does not hold, as bits; {@link #UNKNOWN} behind the first line of a
     *     group, because a line before may give or take one
     */
    void row(int part, int seq, int group, long ordinal, int line, long contact, int open) throws SQLException;
}
