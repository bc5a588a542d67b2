package contactimport.job;

import contactimport.store.Slice;
import contactimport.store.StagedRow;
import java.util.concurrent.Callable;

/** Something failed, and this is where in the run: the step, and the lines that it had in hand. */
final class Located extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String where;

    private Located(String where, Throwable cause) {
        super(where, cause);
        this.where = where;
    }

    /** Does the work; if that fails, the failure is known to be there. */
    static <R> R in(String where, Callable<R> work) {
        try {
            return work.call();
        } catch (Exception e) {
            throw new Located(where, e);
        }
    }

    /** {@code merge, lines 12 to 2011}. */
    static String merging(Slice slice) {
        long first = slice.rows().stream().mapToLong(StagedRow::line).min().orElse(0);
        long last = slice.rows().stream().mapToLong(StagedRow::line).max().orElse(0);
        return lines("merge", first, last);
    }

    static String lines(String step, long first, long last) {
        return step + (first == last ? ", line " + first : ", lines " + first + " to " + last);
    }

    String where() {
        return where;
    }
}
