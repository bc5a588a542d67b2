package contactimport.job;

import java.util.function.LongSupplier;

/**
 * How hard a run presses the database. Changes no outcome.
 *
 * @param bulk longer lists of pending entries of the trigram index: quicker, but an update of somebody else may have to sort one in
 * @param maxRate most lines a second that are merged, for systems whose replicas must keep up; 0: no limit
 */
public record Effort(boolean bulk, int maxRate) {

    public static final Effort USUAL = new Effort(false, 0);

    public Effort {
        if (maxRate < 0) {
            throw new IllegalArgumentException("a rate is not negative");
        }
    }

    /** A chunk is never more than the lines of a second: nobody waits for longer, least of all in a transaction. */
    int chunk(int most) {
        return maxRate == 0 ? most : Math.min(most, maxRate);
    }

    boolean isLimited() {
        return maxRate > 0;
    }

    /** One for all threads of a run. */
    Throttle throttle(LongSupplier nanoTime) {
        return new Throttle(maxRate, nanoTime);
    }

    /** Says how long to wait so that no more lines than allowed pass, on the average since it was made. Thread-safe. */
    static final class Throttle {

        private static final long SECOND = 1_000_000_000;

        private final int rate;
        private final LongSupplier nanoTime;
        private long free;

        private Throttle(int rate, LongSupplier nanoTime) {
            this.rate = rate;
            this.nanoTime = nanoTime;
            free = nanoTime.getAsLong();
        }

        /**
         * Lets lines pass; what was not used before is not saved up.
         *
         * @return milliseconds to wait before the next lines
         */
        synchronized long pass(int lines) {
            if (rate == 0) {
                return 0;
            }
            long now = nanoTime.getAsLong();
            free = Math.max(free, now) + SECOND * lines / rate;
            return (free - now + 999_999) / 1_000_000;
        }
    }
}
