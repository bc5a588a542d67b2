package contactimport.cli;

import contactimport.contact.Rules;
import contactimport.job.Feed;
import contactimport.job.ImportSettings;
import contactimport.job.Importer;
import contactimport.job.Stop;
import contactimport.patch.MappingChoice;
import contactimport.report.SummaryJson;
import contactimport.report.SummaryText;
import contactimport.source.SourceOptions;
import contactimport.store.Retry;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
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

/** Goes on with a run from exactly where it stopped, with its own settings. */
@Command(
        name = "rerun",
        aliases = "resume",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Go on with a run that failed or was interrupted, from exactly there and with its own settings.")
final class RerunCommand implements Callable<Integer> {

    private static final int MAX_RECORD_BYTES = 1 << 20;

    @ParentCommand
    private Main main;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RUN", description = "The run's id, or last.")
    private String run;

    @Option(
            names = "--newer-wins",
            fallbackValue = "true",
            description =
                    "Go on although a later run has changed contacts of the same accounts: lines whose contacts it has"
                            + " written are rejected.")
    private boolean newerWins;

    @Option(
            names = "--report-dir",
            paramLabel = "DIR",
            defaultValue = "reports",
            description = "Where the run's report directory is made. Default: ${DEFAULT-VALUE}.")
    private Path reportDir;

    @Mixin
    private AcceptOptions accept;

    @Option(names = "--threads", paramLabel = "N", description = "Merge threads. Default: one per core.")
    private @Nullable Integer threads;

    @Option(
            names = "--chunk",
            paramLabel = "N",
            defaultValue = "2000",
            description = "Most rows in a transaction. Default: ${DEFAULT-VALUE}.")
    private int chunk;

    @Option(names = "--json", fallbackValue = "true", description = "Print summary.json on stdout.")
    private boolean json;

    @Option(names = "--quiet", fallbackValue = "true", description = "Say nothing unless a person is needed.")
    private boolean quiet;

    @Mixin
    private GuardOptions guards;

    @Mixin
    private LaunchOptions launch;

    @Mixin
    private OutageOptions outages;

    @Mixin
    private DatabaseOptions options;

    @Override
    public Integer call() {
        ImportSettings beside = beside();
        Stop stop = new Stop();
        main.surroundings().interruption().whenAsked(stop::request);
        try (Database database = options.open(main, beside.threads())) {
            database.requireReady();
            try (Importer importer = new Importer(
                    database.pool(), database.name(), database.target().schemas(), Clock.systemUTC(), stop)) {
                return told(importer.telling(this::tell)
                        .waiting(outages.databaseWait())
                        .rerun(run, beside, launch.launching(false, newerWins)));
            }
        }
    }

    /** The rules are those of the run: of these settings only the others count. */
    private ImportSettings beside() {
        if (chunk < 1 || (threads != null && threads < 1)) {
            throw new UsageFault("--threads, --chunk: expected at least 1");
        }
        return new ImportSettings(
                Rules.defaults(Rules.Mode.UPDATE),
                new MappingChoice(
                        null, ColumnOptions.ofEnvironment(main.surroundings().variables()), null),
                null,
                Math.min(MAX_RECORD_BYTES, SourceOptions.LARGEST_LIMIT),
                threads == null ? Runtime.getRuntime().availableProcessors() : threads,
                chunk,
                ImportSettings.PARTITIONS,
                reportDir,
                accept.rejects(),
                guards.maxRejects(),
                accept.waived(),
                Feed.NONE,
                Map.of(),
                Retry.DEFAULT);
    }

    private int told(Importer.Result result) {
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

    private void tell(String words) {
        if (!quiet) {
            PrintWriter err = spec.commandLine().getErr();
            err.println("contact-import: " + words);
            err.flush();
        }
    }
}
