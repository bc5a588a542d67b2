package contactimport.cli;

import contactimport.store.Purge;
import contactimport.store.Purge.Old;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Retention: removes what old runs did to whom. Says what before it does. */
@Command(
        name = "purge",
        mixinStandardHelpOptions = true,
        description =
                "Remove staged rows and ledger of old runs that are finished or closed. Their counts stay; they can be"
                        + " neither reported again nor undone. It asks no question: --dry-run shows what it would remove.")
final class PurgeCommand implements Callable<Integer> {

    @ParentCommand
    private Main main;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--older-than",
            paramLabel = "AGE",
            defaultValue = "90d",
            description = "Runs that ended longer ago: a number and s, m, h, d or w. Default: ${DEFAULT-VALUE}.")
    private String age;

    @Option(names = "--dry-run", fallbackValue = "true", description = "Only show what would be removed.")
    private boolean dryRun;

    @Mixin
    private DatabaseOptions options;

    @Override
    public Integer call() {
        Instant before = Instant.now().minus(Age.parse("--older-than", age));
        try (Database database = options.open(main, 1)) {
            database.requireReady();
            return database.doing(
                    connection -> purge(database, connection, Purge.find(connection, before)),
                    "the runs in the database " + database.name() + " could not be purged");
        }
    }

    private int purge(Database database, Connection connection, List<Old> runs) throws SQLException {
        PrintWriter out = spec.commandLine().getOut();
        spec.commandLine().getErr().println("Database: " + database.name());
        if (runs.isEmpty()) {
            out.println("nothing to remove: no finished run is older than " + age);
            return ExitCode.DONE;
        }
        Table table = new Table("RUN", "FILE", "ENDED", "LEDGER ENTRIES", "STAGED ROWS");
        runs.forEach(run -> table.row(
                run.id(),
                run.file(),
                run.finishedAt().toString(),
                Long.toString(run.entries()),
                Long.toString(run.staged())));
        table.print(out);
        out.println((dryRun ? "would remove" : "removing") + " what is left of " + runs(runs.size()) + ": "
                + runs.stream().mapToLong(Old::entries).sum() + " ledger entries");
        out.flush();
        if (!dryRun) {
            int removed = 0;
            for (Old run : runs) {
                removed += Purge.remove(connection, run) ? 1 : 0;
            }
            out.println("removed: " + runs(removed));
        }
        return ExitCode.DONE;
    }

    private static String runs(int count) {
        return count == 1 ? "1 run" : count + " runs";
    }
}
