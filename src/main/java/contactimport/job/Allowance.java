package contactimport.job;

import org.jspecify.annotations.Nullable;

/**
 * How many lines of a kind the operator allows.
 *
 * <pre>
 * "rejects"      → any number
 * "rejects=10"   → up to 10
 * "rejects=2.5%" → up to 2.5 per cent of the lines read
 * </pre>
 */
public sealed interface Allowance {

    Allowance NONE = new Count(0);
    Allowance ANY = new Count(Long.MAX_VALUE);

    boolean allows(long found, long read);

    record Count(long most) implements Allowance {
        @Override
        public boolean allows(long found, long read) {
            return found <= most;
        }
    }

    record Share(double percent) implements Allowance {
        @Override
        public boolean allows(long found, long read) {
            return found * 100.0 <= percent * read;
        }
    }

    /**
     * The limit behind a name; null means none was given.
     *
     * @throws IllegalArgumentException with a sentence for the operator
     */
    static Allowance parse(@Nullable String limit) {
        if (limit == null) {
            return ANY;
        }
        try {
            if (limit.endsWith("%")) {
                double percent = Double.parseDouble(limit.substring(0, limit.length() - 1));
                if (percent >= 0 && percent <= 100) {
                    return new Share(percent);
                }
            } else if (Long.parseLong(limit) >= 0) {
                return new Count(Long.parseLong(limit));
            }
        } catch (NumberFormatException e) {
            // falls through to the one sentence for both
        }
        throw new IllegalArgumentException(
                "'" + limit + "' is no limit: expected a number such as 100 or a share such as 2%");
    }
}
