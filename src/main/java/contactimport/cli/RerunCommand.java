package contactimport.cli;

import contactimport.contact.Rules;
import contactimport.job.Feed;
import contactimport.job.ImportSettings;
import contactimport.job.Importer;
import contactimport.job.Launching;
import contactimport.job.Meter;
import contactimport.job.Stop;
import contactimport.patch.MappingChoice;
import contactimport.source.SourceOptions;
import java.nio.file.Path;
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

/** Goes on with a run from exactly where it stopped, or imports its corrected rejects: with its own settings. */
@Command(
        name = "rerun",
        aliases = "resume",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Go on with a run that failed or was interrupted, from exactly there, or import its corrected"
                + " rejects; with its own settings.")
final class RerunCommand implements Callable<Integer> {

    @ParentCommand
    private Main main;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RUN", description = "The run's id, or last.")
    private String run;

    @Option(
            names = "--rejects",
            paramLabel = "FILE",
            description = "Import this file, the corrected rejected.csv, .xlsx or .jsonl of the run; - is stdin.")
    private @Nullable Path rejects;

    @Mixin
    private CorrectionOptions correction;

    @Option(
            names = "--newer-wins",
            fallbackValue = "true",
            description =
                    "Go on although a later run has changed contacts of the same accounts: lines whose contacts it has"
                            + " written are rejected.")
    private boolean newerWins;

    @Mixin
    private RunOptions running;

    @Mixin
    private AcceptOptions accept;

    @Mixin
    private GuardOptions guards;

    @Mixin
    private LaunchOptions launch;

    @Mixin
    private OutageOptions outages;

    @Mixin
    private MonitorOptions monitor;

    @Mixin
    private DatabaseOptions options;

    @Override
    public Integer call() {
        return monitor.monitor("import", null, main, spec.commandLine().getErr())
                .around(this::work);
    }

    private int work(Monitor told) {
        // The rules are those of the run: of these settings only the others count.
        MappingChoice columns = new MappingChoice(
                null, ColumnOptions.ofEnvironment(main.surroundings().variables()), null);
        ImportSettings beside = running.settings(
                Rules.defaults(Rules.Mode.UPDATE),
                columns,
                SourceOptions.defaults(),
                accept,
                guards,
                Feed.NONE,
                Map.of());
        Launching how = launch.launching(false, newerWins);
        Stop stop = main.surroundings().interruption().stop();
        try (Database database = options.open(main, beside.threads())) {
            ImportVoice voice = running.voice(spec.commandLine(), main);
            voice.announce(database);
            database.requireReady();
            try (Importer importer = database.importer(stop)) {
                importer.telling(voice::tell).waiting(outages.databaseWait());
                return voice.ended(
                        told.ended(voice.watched(meter -> work(importer, beside, how, told.watching(meter)))));
            }
        }
    }

    private Importer.Result work(Importer importer, ImportSettings beside, Launching how, Meter meter) {
        importer.watchedBy(meter);
        return rejects == null || rejects.toString().isEmpty()
                ? importer.rerun(run, beside, how)
                : importer.run(Spool.file(rejects, main, options), beside, how, correction.correcting(run));
    }
}
