package contactimport.cli;

import contactimport.job.Meter;
import contactimport.job.Progress;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Shows on stderr how far an import is: on a terminal a line that changes in place, one for each step; elsewhere a line every few
 * seconds. When to look is the library's business, what to say is {@link ProgressLine}'s.
 */
final class ProgressDisplay implements AutoCloseable {

    private static final int TERMINAL_MILLIS = 250;
    private static final int LOG_MILLIS = 5_000;

    private final Meter meter;
    private final Clock clock;
    private final PrintWriter err;
    private final int columns;
    private @Nullable Progress shown;
    private int shownColumns;
    private int pastShown;
    private @Nullable ProgressBar ticking;

    /** @param columns of the terminal that {@code err} is; 0 if it is none */
    ProgressDisplay(Meter meter, Clock clock, PrintWriter err, int columns) {
        this.meter = meter;
        this.clock = clock;
        this.err = err;
        this.columns = columns;
    }

    /** Begins to look at the meter; {@link #close} ends it. */
    void start() {
        ticking = new ProgressBarBuilder()
                .setTaskName("import")
                .setUpdateIntervalMillis(columns > 0 ? TERMINAL_MILLIS : LOG_MILLIS)
                .continuousUpdate()
                .setRenderer((state, length) -> "")
                .setConsumer(new DelegatingProgressBarConsumer(tick -> show(), Math.max(1, columns)))
                .build();
    }

    /** What is to be seen now, if anything is: every step that has ended meanwhile, as it ended, and the present one. */
    synchronized void show() {
        List<Progress> past = meter.past();
        for (Progress ended : past.subList(pastShown, past.size())) {
            if (columns > 0) {
                inPlace(ended);
                endLine();
            }
        }
        pastShown = past.size();
        meter.now().ifPresent(this::present);
        err.flush();
    }

    private void present(Progress now) {
        if (columns > 0) {
            inPlace(now);
        } else if (!now.equals(shown)) {
            err.println(ProgressLine.plain(now, clock.instant()));
        }
        shown = now;
    }

    private void inPlace(Progress now) {
        String line = ProgressLine.of(now, clock.instant(), columns);
        err.print("\r" + line + " ".repeat(Math.max(0, shownColumns - line.length())));
        shownColumns = line.length();
    }

    /** The line that is there stays, and what comes next begins below it. */
    synchronized void endLine() {
        if (shownColumns > 0) {
            err.println();
            err.flush();
            shownColumns = 0;
        }
    }

    @Override
    public void close() {
        if (ticking != null) {
            ticking.close();
            ticking = null;
        }
        endLine();
    }
}
