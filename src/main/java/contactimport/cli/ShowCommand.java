package contactimport.cli;

import contactimport.report.RunJson;
import contactimport.report.RunText;
import contactimport.store.Corrections;
import contactimport.store.PastRun;
import contactimport.store.RunProgress;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Shows one run, also one that is going on in another process: how far it is, what failed, and what to do next. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description =
                "Show one run: how far it has come, partition by partition, what failed in which lines, and what to do"
                        + " next. The run may be going on.")
final class ShowCommand implements Callable<Integer> {

    @ParentCommand
    private Main main;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RUN", description = "The run's id, or last.")
    private String run;

    @Option(names = "--json", fallbackValue = "true", description = "One JSON object instead of text.")
    private boolean json;

    @Mixin
    private DatabaseOptions options;

    @Override
    public Integer call() {
        try (Database database = options.open(main, 1)) {
            database.requireReady();
            PastRun shown = PastRuns.find(database, run);
            RunProgress progress = PastRuns.read(database, c -> RunProgress.of(c, shown.no()));
            Corrections corrections = PastRuns.read(database, c -> Corrections.of(c, shown.no()));
            boolean alive = PastRuns.isAlive(database, shown);
            List<String> next = PastRuns.next(shown, alive, corrections);
            String text = json
                    ? RunJson.of(shown, progress, corrections, alive, database.name(), next) + System.lineSeparator()
                    : RunText.of(shown, progress, corrections, alive, database.name(), next, Instant.now());
            spec.commandLine().getOut().print(text);
            return ExitCode.DONE;
        }
    }
}
