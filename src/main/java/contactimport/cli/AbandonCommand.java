package contactimport.cli;

import contactimport.job.Importer;
import contactimport.job.Stop;
import contactimport.report.Report;
import contactimport.report.SummaryJson;
import contactimport.report.SummaryText;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Closes an unfinished run for good. */
@Command(
        name = "abandon",
        mixinStandardHelpOptions = true,
        description =
                "Close an unfinished run for good: what it did stays and can be undone, the rest is given up, and other"
                        + " files can be imported.")
final class AbandonCommand implements Callable<Integer> {

    @ParentCommand
    private Main main;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RUN", description = "The run's id, or last.")
    private String run;

    @Mixin
    private ReportOptions reports;

    @Option(names = "--json", fallbackValue = "true", description = "Print summary.json on stdout.")
    private boolean json;

    @Mixin
    private DatabaseOptions options;

    @Override
    public Integer call() {
        try (Database database = options.open(main, 1)) {
            database.requireReady();
            try (Importer importer = new Importer(
                    database.pool(), database.name(), database.target().schemas(), Clock.systemUTC(), new Stop())) {
                Report report = importer.abandon(run, reports.place());
                if (json) {
                    spec.commandLine().getOut().println(SummaryJson.of(report));
                }
                spec.commandLine().getErr().print(SummaryText.of(report));
                return ExitCode.DONE;
            }
        }
    }
}
