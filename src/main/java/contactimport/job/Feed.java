package contactimport.job;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * What is expected of a file.
 *
 * @param name of the feed whose earlier files it is compared with, or null
 * @param lines how many records it should have
 * @param rowsLost it may have this share fewer records than the median of the earlier ones: 0.4
 * @param rejectsTimes its share of rejects may be so many times that of the earlier ones: 10
 */
public record Feed(@Nullable String name, Lines lines, double rowsLost, double rejectsTimes) {

    public static final Feed NONE = new Feed(null, Lines.ANY, 0.4, 10);

    public Feed {
        requireNonNull(lines);
    }

    /** A number of lines, or a range: {@code 100}, {@code 100..200}. */
    public record Lines(long least, long most) {

        public static final Lines ANY = new Lines(0, Long.MAX_VALUE);

        boolean holds(long lines) {
            return lines >= least && lines <= most;
        }

        /** Whether somebody said that there may be no line at all. */
        boolean allowsNone() {
            return least == 0 && !equals(ANY);
        }

        /** @throws IllegalArgumentException with a sentence for the operator */
        public static Lines parse(String text) {
            String[] ends = text.strip().split("\\.\\.", -1);
            try {
                long least = Long.parseLong(ends[0].strip());
                long most = ends.length == 1 ? least : Long.parseLong(ends[1].strip());
                if (ends.length <= 2 && least >= 0 && most >= least) {
                    return new Lines(least, most);
                }
            } catch (NumberFormatException e) {
                // falls through to the one sentence for both
            }
            throw new IllegalArgumentException("expected a number of lines such as 1000, or a range such as 900..1100");
        }

        @Override
        public String toString() {
            return least == most ? Long.toString(least) : least + " to " + most;
        }
    }
}
