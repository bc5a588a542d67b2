package contactimport.cli;

import contactimport.job.Checker;
import contactimport.job.ImportFile;
import contactimport.job.ImportSettings;
import contactimport.job.Importer;
import contactimport.job.Meter;
import contactimport.job.Stop;
import contactimport.patch.MappingChoice;
import contactimport.store.References;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
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
class ImportCommand implements Callable<Integer> {

    @ParentCommand
    private Main main;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files to import, in this order; - is stdin.")
    private List<Path> files;

    @Mixin
    private RulesOptions rules;

    @Mixin
    private ColumnOptions columns;

    @Mixin
    private ReadingOptions reading;

    @Mixin
    private RunOptions running;

    @Mixin
    private AcceptOptions accept;

    @Mixin
    private GuardOptions guards;

    @Mixin
    private FeedOptions feed;

    @Option(
            names = "--reference",
            paramLabel = "TABLE.COLUMN=repoint|ignore",
            split = ",",
            description =
                    "With --on-conflict merge: what happens to a column that points to contacts and that is not the"
                            + " platform's own.")
    private Map<String, References.Treatment> references = Map.of();

    @Mixin
    private CheckOptions check;

    @Option(
            names = "--supersede",
            fallbackValue = "true",
            description = "Close unfinished runs of the same accounts that would be in the way, for good.")
    private boolean supersede;

    @Mixin
    private CorrectionOptions correction;

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
        return monitor.monitor(
                        isCheck() || check.isDryRun() ? "check" : "import",
                        feed.feed().name(),
                        main,
                        spec.commandLine().getErr())
                .around(this::work);
    }

    private int work(Monitor told) {
        MappingChoice choice = columns.choice(main.surroundings().variables());
        ImportSettings settings = running.settings(
                rules.rules(choice.mapping()), choice, reading.source(), accept, guards, feed.feed(), references);
        check.require(isCheck(), files);
        Stop stop = main.surroundings().interruption().stop();
        try (Database database = options.open(main, settings.threads())) {
            ImportVoice voice = running.voice(spec.commandLine(), main);
            voice.announce(database);
            database.requireReady();
            try (Importer importer = database.importer(stop)) {
                Checker checker = new Checker(database.target(), Clock.systemUTC(), stop).telling(voice::tell);
                importer.telling(voice::tell).waiting(outages.databaseWait());
                return each(
                        file -> voice.ended(told.ended(
                                voice.watched(m -> work(file, settings, checker, importer, told.watching(m))))),
                        stop);
            }
        }
    }

    boolean isCheck() {
        return false;
    }

    private int each(ToIntFunction<Path> work, Stop stop) {
        int highest = ExitCode.DONE;
        for (Path file : files) {
            if (stop.isRequested()) {
                return stop.exitCode();
            }
            int exit = work.applyAsInt(file);
            highest = Math.max(highest, exit);
            if (exit != ExitCode.DONE && exit != ExitCode.REJECTS) {
                return exit;
            }
        }
        return highest;
    }

    private Importer.Result work(Path path, ImportSettings settings, Checker checker, Importer importer, Meter meter) {
        ImportFile file = Spool.file(path, main, options);
        return check.run(
                isCheck(),
                how -> checker.check(file, settings, correction.correcting(null), how, meter),
                () -> checker.drop(file),
                () -> importer.watchedBy(meter)
                        .run(file, settings, launch.launching(supersede, false), correction.correcting(null)));
    }
}
