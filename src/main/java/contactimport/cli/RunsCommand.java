package contactimport.cli;

import contactimport.report.RunJson;
import contactimport.report.RunLine;
import contactimport.store.PastRun;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** The history: what was imported when, and how it ended. */
@Command(
        name = "runs",
        mixinStandardHelpOptions = true,
        description = "List the runs, the newest first: what was imported when, and how it ended.")
final class RunsCommand implements Callable<Integer> {

    @ParentCommand
    private Main main;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "At most so many. Default: ${DEFAULT-VALUE}.")
    private int limit;

    @Option(names = "--json", fallbackValue = "true", description = "One JSON object a line instead of a table.")
    private boolean json;

    @Mixin
    private DatabaseOptions options;

    @Override
    public Integer call() {
        if (limit < 1) {
            throw new UsageFault("--limit: expected at least 1");
        }
        try (Database database = options.open(main, 1)) {
            database.requireReady();
            List<PastRun> runs = PastRuns.read(database, c -> PastRun.newest(c, limit));
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                runs.forEach(run -> out.println(RunJson.line(run)));
            } else {
                spec.commandLine().getErr().println("Database: " + database.name());
                table(runs).print(out);
            }
            return ExitCode.DONE;
        }
    }

    private static Table table(List<PastRun> runs) {
        Instant now = Instant.now();
        Table table = new Table(RunLine.TITLES.toArray(String[]::new));
        runs.forEach(run -> table.row(RunLine.of(run, now).toArray(String[]::new)));
        return table;
    }
}
