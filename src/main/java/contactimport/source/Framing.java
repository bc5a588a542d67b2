package contactimport.source;

import org.jspecify.annotations.Nullable;

/**
 * Finds where records begin and end, undecoded, whatever the chunks in which the bytes arrive. All indexes are at the border of
 * a unit of the encoding.
 */
sealed interface Framing permits LineFraming, ArrayFraming {

    /** The physical line that the next unit stands on. */
    long line();

    /** Where the next record starts: behind what stands between records. {@code to} if it may start further on. */
    int start(byte[] bytes, int from, int to);

    /** The index of the unit that ends the record, or -1 if there is none before {@code to}. */
    int end(byte[] bytes, int from, int to);

    /** What is wrong if the input ends here; null if it may. */
    @Nullable FileFault fault(String file);

    /** Passes over a chunk and all records in it. */
    default void scan(byte[] bytes, int to, int width) {
        int at = 0;
        while (at < to) {
            at = start(bytes, at, to);
            int end = at < to ? end(bytes, at, to) : -1;
            at = end < 0 ? to : end + width;
        }
    }
}
