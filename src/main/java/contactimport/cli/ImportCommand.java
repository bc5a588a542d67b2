package contactimport.cli;

import contactimport.contact.Rules;
import contactimport.job.ImportSettings;
import contactimport.job.Importer;
import contactimport.job.Meter;
import contactimport.job.Stop;
import contactimport.report.SummaryJson;
import contactimport.report.SummaryText;
import contactimport.store.References;
import contactimport.store.Retry;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Imports files: each is a run of its own, in the order given; the first that ends neither 0 nor 3 stops the command. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Import files of contact patches (CSV or JSON Lines) and report the outcome of every line.")
final class ImportCommand implements Callable<Integer> {

    @ParentCommand
    private Main main;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files to import, in this order; - is stdin.")
    private List<Path> files;

    @Mixin
    private RulesOptions rules;

    @Mixin
    private ReadingOptions reading;

    @Option(
            names = "--report-dir",
            paramLabel = "DIR",
            defaultValue = "reports",
            description = "Where the run's report directory is made. Default: ${DEFAULT-VALUE}.")
    private Path reportDir;

    @Mixin
    private GuardOptions guards;

    @Option(
            names = "--reference",
            paramLabel = "TABLE.COLUMN=repoint|ignore",
            split = ",",
            description =
                    "With --on-conflict merge: what happens to a column that points to contacts and that is not the"
                            + " platform's own.")
    private Map<String, References.Treatment> references = Map.of();

    @Option(names = "--threads", paramLabel = "N", description = "Merge threads. Default: one per core.")
    private @Nullable Integer threads;

    @Option(
            names = "--chunk",
            paramLabel = "N",
            defaultValue = "2000",
            description = "Most rows in a transaction. Default: ${DEFAULT-VALUE}.")
    private int chunk;

    @Option(
            names = "--json",
            fallbackValue = "true",
            description = "Print summary.json on stdout, one object per file.")
    private boolean json;

    @Option(names = "--quiet", fallbackValue = "true", description = "Say nothing unless a person is needed.")
    private boolean quiet;

    @Option(
            names = "--supersede",
            fallbackValue = "true",
            description = "Close unfinished runs of the same accounts that would be in the way, for good.")
    private boolean supersede;

    @Mixin
    private LaunchOptions launch;

    @Mixin
    private OutageOptions outages;

    @Mixin
    private DatabaseOptions options;

    @Override
    public Integer call() {
        ImportSettings settings = settings();
        Stop stop = new Stop();
        main.surroundings().interruption().whenAsked(stop::request);
        try (Database database = options.open(main, settings.threads())) {
            announce(database);
            database.requireReady();
            try (Importer importer = new Importer(
                    database.pool(), database.name(), database.target().schemas(), Clock.systemUTC(), stop)) {
                return each(
                        importer.telling(words -> say("contact-import: " + words))
                                .waiting(outages.databaseWait()),
                        settings,
                        stop);
            }
        }
    }

    private ImportSettings settings() {
        Rules chosen = rules.rules();
        require("--chunk", chunk, Integer.MAX_VALUE);
        require("--threads", threads == null ? 1 : threads, Integer.MAX_VALUE);
        return new ImportSettings(
                chosen,
                reading.source(),
                threads == null ? Runtime.getRuntime().availableProcessors() : threads,
                chunk,
                ImportSettings.PARTITIONS,
                reportDir,
                guards.accepted(),
                guards.maxRejects(),
                references,
                Retry.DEFAULT);
    }

    private static void require(String option, int given, int most) {
        if (given < 1) {
            throw new UsageFault(option + ": expected at least 1");
        }
        if (given > most) {
            throw new UsageFault(option + ": expected at most " + most);
        }
    }

    private int each(Importer importer, ImportSettings settings, Stop stop) {
        int highest = ExitCode.DONE;
        for (Path file : files) {
            if (stop.isRequested()) {
                return stop.exitCode();
            }
            int exit = one(importer, file, settings);
            highest = Math.max(highest, exit);
            if (exit != ExitCode.DONE && exit != ExitCode.REJECTS) {
                return exit;
            }
        }
        return highest;
    }

    private int one(Importer importer, Path file, ImportSettings settings) {
        Importer.Result result = watched(importer, file, settings);
        PrintWriter err = spec.commandLine().getErr();
        if (json) {
            spec.commandLine().getOut().println(SummaryJson.of(result.report()));
        }
        if (!quiet || result.exitCode() != ExitCode.DONE) {
            err.print(SummaryText.of(result.report()));
        }
        result.trouble()
                .forEach(trouble -> err.println(
                        "contact-import: run " + result.report().run().id() + ": " + trouble));
        err.flush();
        return result.exitCode();
    }

    private Importer.Result watched(Importer importer, Path file, ImportSettings settings) {
        Clock clock = Clock.systemUTC();
        Meter meter = new Meter(clock);
        int columns = quiet ? 0 : main.surroundings().columns().getAsInt();
        try (ProgressDisplay display =
                new ProgressDisplay(meter, clock, spec.commandLine().getErr(), columns)) {
            if (!quiet) {
                display.start();
            }
            return importer.watchedBy(meter)
                    .run(Spool.file(file, main, options), settings, launch.launching(supersede, false));
        }
    }

    private void announce(Database database) {
        say("Database: " + database.name() + (database.isEmbedded() ? ", embedded, with a small demo platform" : ""));
    }

    private void say(String words) {
        if (!quiet) {
            PrintWriter err = spec.commandLine().getErr();
            err.println(words);
            err.flush();
        }
    }
}
