package contactimport.cli;

import contactimport.job.ReportAgain;
import contactimport.report.Report;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Writes the report files of a run again. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = "Write the report files of a run again: the disk was full, or they were lost.")
final class ReportCommand implements Callable<Integer> {

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
            Report report = new ReportAgain(database.pool(), database.name())
                    .write(PastRuns.findWhole(database, run), reports.place());
            summary.tell(report, spec.commandLine());
            return ExitCode.DONE;
        }
    }
}
