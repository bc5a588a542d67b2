package contactimport.job;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How a run gets its turn beside others. Nothing of this changes what a line comes to, except {@code newerWins}.
 *
 * @param supersede closes unfinished runs that are in the way
 * @param patience how long to wait for a run that is at work in the same accounts; zero: not at all
 * @param allowPublication run although a publication for all tables would send our tables to its subscribers
 * @param newerWins a run that later runs have overtaken goes on all the same, without the lines whose contacts they have written
 */
public record Launching(boolean supersede, Duration patience, boolean allowPublication, boolean newerWins) {

    public static final Duration FOR_EVER = Duration.ofDays(36_500);

    public static final Launching DEFAULT = new Launching(false, Duration.ZERO, false, false);

    public Launching {
        requireNonNull(patience);
    }
}
