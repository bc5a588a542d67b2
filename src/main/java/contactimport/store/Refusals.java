package contactimport.store;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * Lines that the database refused in one partition. The same refusal on many lines is no fault of the lines: a constraint or a
 * trigger stands in the way of everything, and a million rejects would hide that.
 */
final class Refusals {

    /** Below this many a refusal is always the line's. */
    private static final int ALWAYS_ALLOWED = 20;

    private static final int SHARE = 100;

    private final long limit;
    private final Map<String, Integer> counts = new HashMap<>();

    Refusals(long partitionRows) {
        limit = Math.max(ALWAYS_ALLOWED, partitionRows / SHARE);
    }

    /** @throws SystematicRefusalException if there are too many of this kind */
    void count(SQLException e) {
        String kind = e.getSQLState() + " " + Transience.constraint(e);
        if (counts.merge(kind, 1, Integer::sum) > limit) {
            throw new SystematicRefusalException(
                    "the database refuses too many lines for one and the same reason (" + Transience.redacted(e) + ")");
        }
    }
}
