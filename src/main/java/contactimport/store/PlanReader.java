package contactimport.store;

import contactimport.contact.MatchKey;
import contactimport.contact.Rules;
import contactimport.contact.Text;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Reads into a {@link PlanGraph} what touches what. A key that the line's own contact holds, and nobody else, needs no look-up;
 * in a file that changes little this leaves one join with the links and one with the contacts. All other keys are <em>open</em>:
 * they alone are compared among the lines and looked up among the contacts. Not thread-safe.
 */
final class PlanReader {

    /** What the statistics of a small or new table say is not worth much. */
    private static final int SMALL_TABLE = 100_000;

    /** The kinds of keys are the bits of {@code plan-lines.sql}; attributes follow. */
    private static final int IDENTIFIER = 1;

    private static final int FIRST_ATTRIBUTE = 16;

    private static final int BATCH = 1 << 18;

    /** All characters of which a blank text consists. */
    private static final String BLANK = IntStream.rangeClosed(1, Character.MAX_VALUE)
            .mapToObj(c -> String.valueOf((char) c))
            .filter(Text::isBlank)
            .collect(Collectors.joining());

    private final Connection connection;
    private final long runNo;
    private final List<String> attributes;
    private final int keys;
    private final long lookup;

    PlanReader(Connection connection, long runNo, Rules rules, int lookup) {
        this.connection = connection;
        this.runNo = runNo;
        attributes = rules.match().stream()
                .filter(key -> key.kind() == MatchKey.Kind.ATTRIBUTE)
                .map(MatchKey::attribute)
                .distinct()
                .toList();
        this.lookup = lookup;
        keys = rules.assignsIdentifier() ? ~0 : ~IDENTIFIER;
    }

    Groups groups() throws SQLException {
        PlanGraph[] graph = new PlanGraph[1];
        Rows.each(
                connection,
                "select coalesce(min(ordinal), 1), coalesce(max(ordinal), 0) from staged_row where run_no = ?",
                row -> graph[0] = new PlanGraph(row.getLong(1), row.getLong(2), keys),
                runNo);
        read(graph[0]);
        return graph[0].groups();
    }

    private void read(PlanGraph graph) throws SQLException {
        each("plan-lines", 4, graph::addLine);
        for (String statement : twins(graph.nodes())) {
            each(statement, 2, graph::addOpen);
        }
        if (!graph.anyOpen() && attributes.isEmpty()) {
            return;
        }
        try (Statement s = connection.createStatement()) {
            s.execute(Sql.named("plan-tables"));
            sendOpen(graph);
            s.execute("analyze plan_open");
            findKeys();
            s.execute("analyze plan_key");
            findOwners();
        }
        each("plan-shared", 2, graph::unite);
        each("plan-owned", 2, graph.owners()::add);
    }

    /** How to find lines whose key is stored twice. */
    private List<String> twins(long lines) throws SQLException {
        long[] contacts = new long[1];
        Rows.each(
                connection,
                "select reltuples from pg_class where oid = 'contacts'::regclass",
                row -> contacts[0] = (long) row.getDouble(1));
        return lines * lookup < Math.max(contacts[0], SMALL_TABLE)
                ? List.of("plan-twins-few")
                : List.of("plan-twins-email", "plan-twins-phone");
    }

    private void sendOpen(PlanGraph graph) throws SQLException {
        BinaryCopy copy = newCopy();
        for (int node = 0; node < graph.nodes(); node++) {
            if (graph.openOf(node) != 0) {
                copy.row().int8(graph.ordinal(node)).int4(graph.openOf(node));
                if (copy.size() >= BATCH) {
                    copy.into(connection);
                    copy = newCopy();
                }
            }
        }
        copy.into(connection);
    }

    private static BinaryCopy newCopy() {
        return new BinaryCopy("plan_open", "ordinal", "keys");
    }

    private void findKeys() throws SQLException {
        Rows.update(connection, Sql.named("plan-keys"), runNo);
        for (int i = 0; i < attributes.size(); i++) {
            Rows.update(
                    connection,
                    Sql.named("plan-keys-attribute"),
                    FIRST_ATTRIBUTE + i,
                    attributes.get(i),
                    runNo,
                    attributes.get(i),
                    BLANK);
        }
    }

    private void findOwners() throws SQLException {
        Rows.update(connection, Sql.named("plan-owners"));
        for (int i = 0; i < attributes.size(); i++) {
            Rows.update(connection, Sql.named("plan-owners-attribute"), attributes.get(i), FIRST_ATTRIBUTE + i);
        }
    }

    private void each(String statement, int columns, LongRows.Reader reader) throws SQLException {
        String query = Sql.named(statement).replace("{run}", Long.toString(runNo));
        LongRows.each(connection, query, columns, reader);
    }
}
