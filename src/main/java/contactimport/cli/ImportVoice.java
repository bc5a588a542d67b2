package contactimport.cli;

import contactimport.job.Importer;
import contactimport.job.Meter;
import contactimport.report.SummaryJson;
import contactimport.report.SummaryText;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.function.Function;

/**
 * What an import says: where it is, how far it is, and how it ended.
 *
 * @param columns of the terminal; 0: there is none
 */
record ImportVoice(PrintWriter out, PrintWriter err, boolean json, boolean quiet, int columns) {

    void announce(Database database) {
        if (!quiet) {
            err.println("Database: " + database.name()
                    + (database.isEmbedded() ? ", embedded, with a small demo platform" : ""));
            err.flush();
        }
    }

    void tell(String words) {
        if (!quiet) {
            err.println("contact-import: " + words);
            err.flush();
        }
    }

    Importer.Result watched(Function<Meter, Importer.Result> work) {
        Clock clock = Clock.systemUTC();
        Meter meter = new Meter(clock);
        try (ProgressDisplay display = new ProgressDisplay(meter, clock, err, columns)) {
            if (!quiet) {
                display.start();
            }
            return work.apply(meter);
        }
    }

    /** @return the exit code of this file */
    int ended(Importer.Result result) {
        if (json) {
            out.println(SummaryJson.of(result.report()));
        }
        if (!quiet || result.exitCode() != ExitCode.DONE) {
            err.print(SummaryText.of(result.report()));
        }
        result.trouble()
                .forEach(trouble ->
                        JsonLog.error(err, "run " + result.report().run().id() + ": " + trouble));
        err.flush();
        return result.exitCode();
    }
}
