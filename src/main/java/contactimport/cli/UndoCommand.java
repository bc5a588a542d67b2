package contactimport.cli;

import contactimport.job.ImportSettings;
import contactimport.job.Importer;
import contactimport.job.Stop;
import contactimport.job.Undo;
import contactimport.job.UndoSettings;
import contactimport.merge.UndoScope;
import contactimport.store.Retry;
import contactimport.store.UndoTable.Part;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Puts back what a run changed, except what was changed since. */
@Command(
        name = "undo",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Put back what a run changed, except what was changed since: a run of its own, with the same report.")
final class UndoCommand implements Callable<Integer> {

    @ParentCommand
    private Main main;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RUN", description = "The run's id, or last.")
    private String run;

    @Option(
            names = "--check",
            fallbackValue = "true",
            description = "Say what would be put back and what kept, and change nothing.")
    private boolean check;

    @Option(
            names = "--only",
            paramLabel = "FIELD,…",
            split = ",",
            description =
                    "Only these fields, or paths such as custom_attributes.plan; no links, new contacts or merges.")
    private List<String> only = List.of();

    @Option(
            names = "--lines",
            paramLabel = "FILE",
            description =
                    "Only these lines of the undone run: a file of numbers and ranges (3, 7-9), or these themselves.")
    private @Nullable String lines;

    @Option(names = "--contact", paramLabel = "ID,…", split = ",", description = "Only these contacts.")
    private List<Long> contacts = List.of();

    @Mixin
    private ReportOptions report;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "How many at a time. Default: one per core, at least two.")
    private @Nullable Integer threads;

    @Option(
            names = "--chunk",
            paramLabel = "N",
            description = "Most entries in a transaction. Default: " + UndoSettings.CHUNK + ".")
    private @Nullable Integer chunk;

    @Mixin
    private VoiceOptions said;

    @Mixin
    private LaunchOptions launch;

    @Mixin
    private MonitorOptions monitor;

    @Mixin
    private DatabaseOptions options;

    @Override
    public Integer call() {
        return monitor.monitor(
                        check ? "check" : "undo", null, main, spec.commandLine().getErr())
                .around(this::work);
    }

    private int work(Monitor told) {
        UndoSettings settings = settings();
        Stop stop = main.surroundings().interruption().stop();
        ImportVoice voice = said.voice(spec.commandLine(), main);
        try (Database database = options.open(main, settings.threads())) {
            voice.announce(database);
            database.requireReady();
            Undo undo = new Undo(
                    database.pool(),
                    database.name(),
                    database.target().schemas(),
                    Clock.systemUTC(),
                    stop,
                    voice::tell);
            Importer.Result result = told.ended(
                    voice.watched(meter -> undo.watchedBy(told.watching(meter)).run(run, settings)));
            return ended(voice, result);
        }
    }

    private UndoSettings settings() {
        for (String path : only) {
            if (!UndoScope.isPath(path)) {
                throw new UsageFault("--only: expected fields of a contact, such as email or custom_attributes.plan");
            }
        }
        if ((chunk != null && chunk < 1) || (threads != null && threads < 1)) {
            throw new UsageFault("--chunk and --threads: expected at least 1");
        }
        return new UndoSettings(
                new Part(only, Set.copyOf(contacts), LineNumbers.of(lines)),
                check,
                threads == null ? RunOptions.usualThreads() : threads,
                chunk == null ? UndoSettings.CHUNK : chunk,
                ImportSettings.PARTITIONS,
                report.place(),
                launch.launching(false, false),
                Retry.DEFAULT);
    }

    private int ended(ImportVoice voice, Importer.Result result) {
        int exit = voice.ended(result);
        if (check && !said.isQuiet()) {
            PrintWriter err = spec.commandLine().getErr();
            err.println("\nNothing was changed: this is what the undo would do.");
            err.flush();
        }
        return exit;
    }
}
