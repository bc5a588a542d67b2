package contactimport.cli;

import contactimport.report.ForgottenFiles;
import contactimport.store.DatabaseFault;
import contactimport.store.Forgetting;
import contactimport.store.History;
import contactimport.store.PastRun;
import contactimport.store.Person;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Takes one person out of our tables and report files; the platform's own tables stay as they are. */
@Command(
        name = "forget",
        mixinStandardHelpOptions = true,
        description =
                "Remove one person from staged rows, ledgers and report files. What runs did to them can then not be undone."
                        + " It asks no question: --dry-run shows what it would remove. The platform's tables are not touched.")
final class ForgetCommand implements Callable<Integer> {

    @ParentCommand
    private Main main;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--contact",
            paramLabel = "ID,…",
            split = ",",
            description = "These contacts, whether or not they are still there.")
    private List<Long> contacts = List.of();

    @Option(
            names = "--email",
            paramLabel = "EMAIL",
            description = "Whoever has this e-mail, or had it when a run touched them, and lines that hold it.")
    private @Nullable String email;

    @Option(
            names = "--phone",
            paramLabel = "PHONE",
            description = "Whoever has this phone number, or had it when a run touched them, and lines that hold it.")
    private @Nullable String phone;

    @Option(
            names = "--report-dir",
            paramLabel = "DIR",
            defaultValue = "reports",
            description = "Whose report files are looked through. Default: ${DEFAULT-VALUE}.")
    private Path reportDir;

    @Option(names = "--dry-run", fallbackValue = "true", description = "Only show what would be removed.")
    private boolean dryRun;

    @Mixin
    private DatabaseOptions options;

    @Override
    public Integer call() {
        try (Database database = options.open(main, 1)) {
            database.requireReady();
            spec.commandLine().getErr().println("Database: " + database.name());
            return database.doing(c -> forget(c, database.name()), "nobody was forgotten in the database");
        }
    }

    private int forget(Connection connection, String database) throws SQLException {
        Person person = person(connection);
        refuseIfNeeded(connection, person);
        // Files first: when they are done with, the ledger still says whose they were.
        Map<Path, String> files = ForgottenFiles.forget(
                reportDir, person, (run, of) -> of.equals(database) || isHere(connection, run), dryRun);
        tell(person, Forgetting.forget(connection, person, dryRun), files);
        return ExitCode.DONE;
    }

    private Person person(Connection connection) throws SQLException {
        Set<Long> ids = new TreeSet<>(contacts);
        if (!blank(email)) {
            ids.addAll(History.byEmail(connection, String.valueOf(email).strip()));
        }
        if (!blank(phone)) {
            ids.addAll(History.byPhone(connection, String.valueOf(phone).strip()));
        }
        Person person = Forgetting.person(
                connection,
                ids,
                blank(email) ? List.of() : List.of(String.valueOf(email).strip()),
                blank(phone) ? List.of() : List.of(String.valueOf(phone).strip()));
        if (person.isNobody()) {
            throw new UsageFault("forget: whom? --contact, --email or --phone");
        }
        return person;
    }

    private static void refuseIfNeeded(Connection connection, Person person) throws SQLException {
        List<String> runs = Forgetting.needing(connection, person);
        if (!runs.isEmpty()) {
            throw new UsageFault("run " + runs.get(0) + " is unfinished and has lines of this person still to apply;"
                    + " nothing was removed. Finish it: contact-import rerun " + runs.get(0)
                    + ", or close it: contact-import abandon " + runs.get(0));
        }
    }

    private void tell(Person person, Map<String, Long> rows, Map<Path, String> files) {
        PrintWriter out = spec.commandLine().getOut();
        out.println((dryRun ? "would forget" : "forgot") + " contacts "
                + (person.contacts().isEmpty() ? "none" : person.contacts().toString()));
        rows.forEach((what, count) -> out.println("  " + what + ": " + count));
        files.forEach((file, what) -> out.println("  " + file + ": " + what));
        if (files.isEmpty()) {
            out.println("  report files in " + reportDir + ": none");
        }
    }

    /** The same database may have been called something else. Checks are in none. */
    private static boolean isHere(Connection connection, String run) {
        try {
            return PastRun.find(connection, run).isPresent();
        } catch (SQLException e) {
            throw new DatabaseFault("the runs cannot be read (SQLSTATE " + e.getSQLState() + ")", e);
        }
    }

    private static boolean blank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
