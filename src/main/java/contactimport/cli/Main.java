package contactimport.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * The command line: one class per command, registered here. Arguments are understood before anything is started, so that help
 * and usage errors come at once; a command opens the database itself, and only {@code import} and what is like it have a
 * Spring context.
 */
@Command(
        name = "contact-import",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Bulk import of contact patches into a Chatwoot-compatible PostgreSQL database.",
        subcommands = {
            ImportCommand.class,
            CheckCommand.class,
            RerunCommand.class,
            AbandonCommand.class,
            RunsCommand.class,
            ShowCommand.class,
            StopCommand.class,
            ReportCommand.class,
            UndoCommand.class,
            HistoryCommand.class,
            SignCommand.class,
            InboxesCommand.class,
            MigrateCommand.class,
            PresetsCommand.class,
            PurgeCommand.class,
            ForgetCommand.class,
            DoctorCommand.class,
            SettingsCommand.class,
            CompletionCommand.class,
            ManCommand.class
        })
public final class Main implements Callable<Integer> {

    private final Surroundings surroundings;
    private final Settings settings;

    @Spec
    private CommandSpec spec;

    // These are looked for before the command line is understood; here they are only declared.
    @SuppressWarnings("UnusedVariable")
    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "A file with more properties, beside config/application.yml.")
    private @Nullable Path config;

    @SuppressWarnings("UnusedVariable")
    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show where an error came from.")
    private boolean debug;

    @SuppressWarnings("UnusedVariable")
    @Option(
            names = "--log-format",
            paramLabel = "text|json",
            scope = ScopeType.INHERIT,
            description = "json: every line on stderr is a JSON object. Also " + JsonLog.VARIABLE + ".")
    private LogFormat logFormat = LogFormat.text;

    /** How stderr is written. */
    enum LogFormat {
        text,
        json
    }

    private Main(Surroundings surroundings, Settings settings) {
        this.surroundings = surroundings;
        this.settings = settings;
    }

    public static void main(String[] arguments) {
        Surroundings surroundings = Surroundings.ofProcess();
        if (JsonLog.isWanted(List.of(arguments), surroundings.variables())) {
            JsonLog log = new JsonLog(surroundings.err(), Clock.systemUTC());
            log.takeOver();
            surroundings = surroundings.logging(log);
        }
        surroundings.interruption().listen();
        int exit = run(surroundings, arguments);
        System.exit(surroundings.interruption().exitCode(exit));
    }

    /** Runs one command line to its exit code. */
    static int run(Surroundings surroundings, String... arguments) {
        List<String> given = Arrays.asList(arguments);
        Settings settings = new Settings(surroundings.variables(), surroundings.properties(), Settings.file(given));
        CommandLine line = new CommandLine(new Main(surroundings, settings));
        settings.checkedBy(environment -> new KnownSettings(line.getCommandSpec()).require(environment));
        Edge edge = new Edge(given.contains("--debug"));
        line.setOut(surroundings.out());
        line.setErr(surroundings.err());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setDefaultValueProvider(new PropertyDefaults(settings));
        line.setParameterExceptionHandler(edge);
        line.setExecutionExceptionHandler(edge);
        try {
            return line.execute(arguments);
        } finally {
            surroundings.out().flush();
            surroundings.err().flush();
            surroundings.interruption().ended();
        }
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "Which command?");
    }

    Surroundings surroundings() {
        return surroundings;
    }

    Settings settings() {
        return settings;
    }
}
