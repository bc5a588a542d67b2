package contactimport.cli;

import contactimport.report.HistoryText;
import contactimport.store.History;
import contactimport.store.History.Entry;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Shows every run and line that touched a person. It changes nothing. */
@Command(
        name = "history",
        mixinStandardHelpOptions = true,
        description =
                "Show every run and line that touched a person: before, after, and the command that undoes just that.")
final class HistoryCommand implements Callable<Integer> {

    @ParentCommand
    private Main main;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "CONTACT",
            arity = "0..1",
            description = "The contact's id, whether or not it is still there.")
    private @Nullable Long contact;

    @Option(
            names = "--email",
            paramLabel = "EMAIL",
            description = "Whoever has this e-mail, or had it when a run touched them.")
    private @Nullable String email;

    @Option(
            names = "--phone",
            paramLabel = "PHONE",
            description = "Whoever has this phone number, or had it when a run touched them.")
    private @Nullable String phone;

    @Option(names = "--json", fallbackValue = "true", description = "One JSON object instead of text.")
    private boolean json;

    @Mixin
    private DatabaseOptions options;

    @Override
    public Integer call() {
        if (contact == null && email == null && phone == null) {
            throw new UsageFault("history: whose? A contact's id, --email or --phone");
        }
        try (Database database = options.open(main, 1)) {
            database.requireReady();
            return database.doing(connection -> show(database, connection), "the ledger cannot be read");
        }
    }

    private int show(Database database, Connection connection) throws SQLException {
        Set<Long> contacts = contacts(connection);
        show(database, contacts, History.of(connection, contacts));
        return ExitCode.DONE;
    }

    /** All that are named, as {@code forget} takes them. */
    private Set<Long> contacts(Connection connection) throws SQLException {
        Set<Long> contacts = new TreeSet<>();
        if (contact != null) {
            contacts.add(contact);
        }
        if (email != null) {
            contacts.addAll(History.byEmail(connection, email));
        }
        if (phone != null) {
            contacts.addAll(History.byPhone(connection, phone));
        }
        return contacts;
    }

    private void show(Database database, Set<Long> contacts, List<Entry> entries) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(HistoryText.json(database.name(), contacts, entries));
        } else if (entries.isEmpty()) {
            spec.commandLine().getErr().println("No run in the ledger of " + database.name() + " touched this person.");
        } else {
            out.print(HistoryText.of(entries));
        }
    }
}
