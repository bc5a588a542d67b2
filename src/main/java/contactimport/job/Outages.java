package contactimport.job;

import contactimport.store.DatabaseFault;
import contactimport.store.Environment;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes one run through the outages of its database. A launch that an outage has ended is followed by another one, which reads
 * everything back from our tables; nothing that this process remembers is believed, because the database may have gone back to
 * an earlier state (a promoted standby). Between two launches nothing is held: no transaction, no lock, no connection.
 *
 * <p>The patience ends when the run has come no further for as long as the limit says. Not thread-safe.
 */
final class Outages {

    /** A request to stop is heard this often. */
    private static final long NAP_MILLIS = 250;

    private final DatabaseWait wait;
    private final Clock clock;
    private final Stop stop;
    private final Consumer<String> told;
    private @Nullable Instant since;
    private long furthest = -1;
    private int looks;
    private @Nullable String run;

    Outages(DatabaseWait wait, Clock clock, Stop stop, Consumer<String> told) {
        this.wait = wait;
        this.clock = clock;
        this.stop = stop;
        this.told = told;
    }

    /**
     * What the launch comes to when no outage is in its way.
     *
     * @throws PartWay if the patience ends, or the run is asked to stop while it waits
     */
    <R> R through(Supplier<R> launch) {
        for (; ; ) {
            try {
                return launch.get();
            } catch (Outage outage) {
                run = outage.run();
                await(outage);
            } catch (RuntimeException e) {
                // Before the steps: while the run is looked for, or its locks are taken.
                if (!Environment.isBehind(e)) {
                    throw e;
                }
                await(e);
            }
        }
    }

    /** The run that an outage has interrupted. */
    Optional<String> run() {
        return Optional.ofNullable(run);
    }

    /**
     * Whether a launch that an outage has ended should be followed by another one.
     *
     * @param progress how far the run has come, as a number that grows; negative: not known
     */
    boolean isPatient(long progress) {
        if (progress > furthest) {
            furthest = progress;
            since = null;
            looks = 0;
        }
        return !stop.isRequested() && !isOver();
    }

    private boolean isOver() {
        Instant now = clock.instant();
        if (since == null) {
            since = now;
        }
        return Duration.between(since, now).compareTo(wait.limit()) >= 0;
    }

    private void await(RuntimeException outage) {
        if (looks == 0 && !isOver()) {
            told.accept(
                    name() + why(outage) + "; waiting up to " + words(wait.limit()) + " for the database");
        }
        long longest = wait.longestPause(++looks);
        long millis = longest / 2 + ThreadLocalRandom.current().nextLong(longest);
        while (millis > 0 && !stop.isRequested() && !isOver()) {
            nap(Math.min(millis, NAP_MILLIS));
            millis -= NAP_MILLIS;
        }
        if (stop.isRequested() || isOver()) {
            throw run == null
                    ? new DatabaseFault(why(outage) + "; nothing was imported", outage)
                    : new PartWay(run, why(outage), outage);
        }
    }

    /** An outage has chosen its words from everything that failed; its cause is only the first of that. */
    private static String why(RuntimeException outage) {
        return outage instanceof Outage ? String.valueOf(outage.getMessage()) : Trouble.sentence(outage);
    }

    private void nap(long millis) {
        try {
            wait.sleeper().sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop.request();
        }
    }

    private String name() {
        return run == null ? "" : "run " + run + ": ";
    }

    private static String words(Duration limit) {
        long minutes = limit.toMinutes();
        return limit.equals(Duration.ofMinutes(minutes))
                ? minutes + (minutes == 1 ? " minute" : " minutes")
                : String.format(Locale.ROOT, "%.1f s", limit.toMillis() / 1000.0);
    }
}
