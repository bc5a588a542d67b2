package contactimport.cli;

import contactimport.store.DatabaseFault;
import contactimport.store.Examination;
import contactimport.store.Finding;
import contactimport.store.Finding.Level;
import contactimport.store.PoolingProxy;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Looks whether an import could run here, before one does: exit 0 if it could, 2 if something is missing. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description =
                "Look whether imports can run here: connection, versions, tables, indexes, sequences, grants, settings,"
                        + " clock and disk. Changes nothing. Exit 0: they can; 2: something is missing.")
final class DoctorCommand implements Callable<Integer> {

    private static final long LITTLE_ROOM = 1L << 30;
    private static final JsonMapper JSON = JsonMapper.shared();

    @ParentCommand
    private Main main;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--report-dir",
            paramLabel = "DIR",
            defaultValue = "reports",
            description = "Whose disk is looked at. Default: ${DEFAULT-VALUE}.")
    private Path reportDir;

    @Option(names = "--json", fallbackValue = "true", description = "One JSON object a line instead of a table.")
    private boolean json;

    @Mixin
    private DatabaseOptions options;

    @Override
    public Integer call() {
        List<Finding> findings = new ArrayList<>();
        findings.add(room("report directory", reportDir));
        database(findings);
        print(findings);
        return findings.stream().anyMatch(f -> f.level() == Level.PROBLEM) ? ExitCode.NOTHING_STARTED : ExitCode.DONE;
    }

    private void database(List<Finding> findings) {
        try (Database database = options.open(main, 2);
                Connection first = database.connection();
                Connection second = database.connection()) {
            findings.add(Finding.ok("connection", database.name()));
            findings.add(
                    PoolingProxy.isBetween(first, second)
                            ? Finding.problem(
                                    "proxy",
                                    "a proxy lends server sessions for a transaction only: locks and settings would leak;"
                                            + " connect to the server itself, or to a proxy that pools sessions")
                            : Finding.ok("proxy", "none, or one that pools whole sessions"));
            findings.addAll(Examination.of(first, database.target().schemas(), Clock.systemUTC()));
        } catch (DatabaseFault fault) {
            findings.add(Finding.problem("connection", String.valueOf(fault.getMessage())));
        } catch (SQLException e) {
            findings.add(Finding.problem(
                    "database", "it could not be looked at to the end (SQLSTATE " + e.getSQLState() + ")"));
        }
    }

    /** Of the directory itself, or of the nearest one above that is there. */
    private static Finding room(String what, Path directory) {
        Path there = directory.toAbsolutePath().normalize();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        try {
            if (!Files.isDirectory(there) || !Files.isWritable(there)) {
                return Finding.problem(what, there + " may not be written; choose another with --report-dir");
            }
            FileStore disk = Files.getFileStore(there);
            long room = disk.getUsableSpace();
            String words = String.format(Locale.ROOT, "%,d MB free for %s", room >> 20, directory);
            return room < LITTLE_ROOM
                    ? Finding.warning(what, words + ": a report can be larger than the file")
                    : Finding.ok(what, words);
        } catch (IOException e) {
            return Finding.warning(what, "the disk of " + there + " cannot be looked at");
        }
    }

    private void print(List<Finding> findings) {
        PrintWriter out = spec.commandLine().getOut();
        for (Finding finding : findings) {
            String level = finding.level().name().toLowerCase(Locale.ROOT);
            if (json) {
                out.println(JSON.writeValueAsString(
                        Map.of("what", finding.what(), "level", level, "words", finding.words())));
            } else {
                out.printf(Locale.ROOT, "%-8s %s: %s%n", level, finding.what(), finding.words());
            }
        }
    }
}
