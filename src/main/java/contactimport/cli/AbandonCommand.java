package contactimport.cli;

import contactimport.job.Importer;
import contactimport.job.Stop;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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

    @Mixin
    private SummaryOptions summary;

    @Mixin
    private DatabaseOptions options;

    @Override
    public Integer call() {
        try (Database database = options.open(main, 1)) {
            database.requireReady();
            try (Importer importer = database.importer(new Stop())) {
                summary.tell(importer.abandon(run, reports.place()), spec.commandLine());
                return ExitCode.DONE;
            }
        }
    }
}
