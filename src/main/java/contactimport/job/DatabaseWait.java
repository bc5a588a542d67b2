package contactimport.job;

import static java.util.Objects.requireNonNull;

import contactimport.store.Retry;
import java.time.Duration;

/**
 * How long a run waits for a database that went away, takes no writes or has run out of something.
 *
 * @param limit from the first failure on, as long as the run comes no further; zero: it does not wait
 * @param firstPauseMillis before the database is looked at again; doubled each time, up to half a minute
 */
public record DatabaseWait(Duration limit, long firstPauseMillis, Retry.Sleeper sleeper) {

    public static final Duration LIMIT = Duration.ofMinutes(15);
    public static final DatabaseWait DEFAULT = upTo(LIMIT);

    private static final int FIRST_PAUSE_MILLIS = 1_000;
    private static final int DOUBLINGS = 5;

    public DatabaseWait {
        requireNonNull(sleeper);
        if (limit.isNegative() || firstPauseMillis < 1) {
            throw new IllegalArgumentException("expected a limit of zero or more, and a pause");
        }
    }

    public static DatabaseWait upTo(Duration limit) {
        return new DatabaseWait(limit, FIRST_PAUSE_MILLIS, Thread::sleep);
    }

    /** The longest pause before look {@code next} (1, 2, …). */
    long longestPause(int next) {
        return firstPauseMillis << Math.min(next - 1, DOUBLINGS);
    }
}
