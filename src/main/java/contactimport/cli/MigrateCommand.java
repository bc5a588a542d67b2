package contactimport.cli;

import contactimport.store.Schema;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Creates or updates our own tables, under a role that may. */
@Command(
        name = "migrate",
        mixinStandardHelpOptions = true,
        description = "Create or update the tables of contact-import. The platform's tables are never altered.")
final class MigrateCommand implements Callable<Integer> {

    @ParentCommand
    private Main main;

    @Spec
    private CommandSpec spec;

    @Mixin
    private DatabaseOptions options;

    @Option(
            names = "--grant-to",
            paramLabel = "ROLE",
            description =
                    "The role that will run imports: it gets what it needs of these tables, and no right to create any.")
    private @Nullable String role;

    @Option(
            names = "--define-attributes",
            fallbackValue = "true",
            description = "With --grant-to: the role may also define custom attributes (import --define-attributes).")
    private boolean define;

    @Override
    public Integer call() {
        if (define && role == null) {
            throw new UsageFault("--define-attributes: name the role by --grant-to");
        }
        try (Database database = options.open(main, 1)) {
            int applied = Schema.migrate(database.pool(), database.target().schemas());
            spec.commandLine()
                    .getOut()
                    .printf(
                            "schema %s of %s: %s%n",
                            database.target().schemas().own(),
                            database.name(),
                            applied == 0 ? "is up to date" : applied + " migrations applied");
            if (role != null) {
                Schema.grant(database.pool(), database.target().schemas(), role);
            }
            if (role != null && define) {
                Schema.grantDefinitions(database.pool(), database.target().schemas(), role);
            }
            return ExitCode.DONE;
        }
    }
}
