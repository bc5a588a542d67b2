package contactimport.job;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How far an import is, at one instant; pure. {@code done} of {@code all} is bytes while the file is staged and rows while they
 * are merged; a step that cannot tell has {@code all} 0.
 *
 * <pre>
 * began at 400 of 1,000, stands at 700 after 30 s → 70 %, 10 a second, 30 s left
 * too little done since it began                  → no time left
 * </pre>
 *
 * @param began when this launch began the step
 * @param doneBefore what earlier launches had done by then
 * @param counts lines by outcome, of all launches
 * @param partitionsDone of {@code partitions}; 0 of 0 where there are none
 */
public record Progress(
        Phase phase,
        Instant began,
        long doneBefore,
        long done,
        long all,
        Counts counts,
        int partitionsDone,
        int partitions) {

    /** Before a two hundredth is done nothing is foretold: a file's header would promise days. */
    private static final long ENOUGH = 200;

    /** The steps as an operator sees them. */
    public enum Phase {
        STAGE,
        PLAN,
        MERGE,
        REPORT
    }

    /** Rows read, and what became of them as far as that is known. */
    public record Counts(long read, long written, long unchanged, long rejected) {
        static final Counts NONE = new Counts(0, 0, 0, 0);
    }

    public Progress {
        requireNonNull(phase);
        requireNonNull(began);
        requireNonNull(counts);
    }

    static Progress begin(Phase phase, Instant now) {
        return new Progress(phase, now, 0, 0, 0, Counts.NONE, 0, 0);
    }

    /** Between 0 and 1; 1 only when all is done. Empty for a step that cannot tell. */
    public Optional<Double> share() {
        return all == 0 ? Optional.empty() : Optional.of(Math.min(1.0, (double) done / all));
    }

    /** Rows a second since this launch began the step; 0 when it has done nothing yet. */
    public double rate(Instant now) {
        double seconds = Duration.between(began, now).toMillis() / 1000.0;
        long rows = phase == Phase.STAGE ? counts.read() : done - doneBefore;
        return seconds <= 0 ? 0 : rows / seconds;
    }

    /** How long the step takes from now on if it goes on like this; empty while too little is done to tell. */
    public Optional<Duration> left(Instant now) {
        long since = done - doneBefore;
        if (since * ENOUGH < all || since <= 0) {
            return Optional.empty();
        }
        long millis = Duration.between(began, now).toMillis();
        return Optional.of(Duration.ofMillis((long) ((double) millis * (all - done) / since)));
    }
}
