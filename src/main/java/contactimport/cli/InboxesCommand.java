package contactimport.cli;

import contactimport.store.DatabaseFault;
import contactimport.store.InboxTable;
import contactimport.store.Platform;
import contactimport.verify.Inbox;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Lists the API inboxes: what a file can address, and whether its lines must be signed. Never shows a token. */
@Command(
        name = "inboxes",
        mixinStandardHelpOptions = true,
        description = "List the API inboxes of the database and whether their lines must be signed (never the token).")
final class InboxesCommand implements Callable<Integer> {

    @ParentCommand
    private Main main;

    @Spec
    private CommandSpec spec;

    @Mixin
    private DatabaseOptions options;

    @Option(names = "--json", fallbackValue = "true", description = "One JSON object instead of a table.")
    private boolean json;

    @Override
    public Integer call() {
        try (Database database = options.open(main, 1);
                Connection connection = database.connection()) {
            Platform.detect(connection, database.target().schemas());
            List<Inbox> inboxes = InboxTable.load(connection).all().stream()
                    .sorted(Comparator.comparing(Inbox::id))
                    .toList();
            Map<Long, Long> contacts = InboxTable.contacts(connection);
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.println(json(database.name(), inboxes, contacts));
            } else {
                spec.commandLine().getErr().println("Database: " + database.name());
                table(inboxes, contacts).print(out);
            }
            return ExitCode.DONE;
        } catch (SQLException e) {
            String why = "42501".equals(e.getSQLState()) ? ": the role may not" : "";
            throw new DatabaseFault("the inboxes cannot be read" + why + " (SQLSTATE " + e.getSQLState() + ")", e);
        }
    }

    private static Table table(List<Inbox> inboxes, Map<Long, Long> contacts) {
        Table table = new Table("ID", "ACCOUNT", "IDENTIFIER", "NAME", "HMAC MANDATORY", "TOKEN", "CONTACTS");
        inboxes.forEach(inbox -> table.row(
                Long.toString(inbox.id()),
                Integer.toString(inbox.accountId()),
                inbox.identifier(),
                inbox.name(),
                inbox.hmacMandatory() ? "yes" : "no",
                inbox.key() == null ? "none" : "set",
                Long.toString(contacts.getOrDefault(inbox.id(), 0L))));
        return table;
    }

    private static String json(String database, List<Inbox> inboxes, Map<Long, Long> contacts) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Inbox inbox : inboxes) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("id", inbox.id());
            row.put("account_id", inbox.accountId());
            row.put("identifier", inbox.identifier());
            row.put("name", inbox.name());
            row.put("hmac_mandatory", inbox.hmacMandatory());
            row.put("hmac_token_set", inbox.key() != null);
            row.put("contacts", contacts.getOrDefault(inbox.id(), 0L));
            rows.add(row);
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("database", database);
        all.put("inboxes", rows);
        return JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(all);
    }
}
