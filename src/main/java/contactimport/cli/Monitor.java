package contactimport.cli;

import contactimport.job.Importer;
import contactimport.job.Meter;
import contactimport.report.SummaryJson;
import java.io.PrintWriter;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Tells others how the runs of one command go and how they ended. Nothing of it changes an exit code: what cannot be told is
 * said on stderr, and the import goes on.
 */
final class Monitor {

    private final String command;
    private final @Nullable MetricsOutlets metrics;
    private final @Nullable Webhook webhook;
    private final PrintWriter err;

    Monitor(String command, @Nullable MetricsOutlets metrics, @Nullable Webhook webhook, PrintWriter err) {
        this.command = command;
        this.metrics = metrics;
        this.webhook = webhook;
        this.err = err;
    }

    /** Does the whole command, and tells how it ended, also if by an exception. */
    int around(ToIntFunction<Monitor> work) {
        try {
            int exit = work.applyAsInt(this);
            finished(exit);
            return exit;
        } catch (RuntimeException e) {
            int exit = Edge.exitCode(e);
            notify("", EndJson.of(command, exit, e));
            finished(exit);
            throw e;
        }
    }

    /** The run that this meter measures is watched from now on. */
    Meter watching(Meter meter) {
        if (metrics != null) {
            metrics.metrics().watch(meter);
        }
        return meter;
    }

    /** A run has ended; it has a report. */
    Importer.Result ended(Importer.Result result) {
        if (metrics != null) {
            metrics.metrics().ended(result.report());
        }
        notify(result.report().run().id(), SummaryJson.of(result.report()));
        return result;
    }

    private void finished(int exit) {
        if (metrics != null) {
            metrics.finish(exit);
        }
    }

    private void notify(String run, String body) {
        if (webhook != null) {
            webhook.send(run, body).ifPresent(why -> {
                JsonLog.error(err, "the notification was not delivered: " + why);
                err.flush();
            });
        }
    }
}
