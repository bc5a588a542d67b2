package contactimport.store;

import contactimport.contact.Rules;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads into a {@link PlanGraph} what touches what. A key that the line's own contact holds, and nobody else ({@link Twins}), needs no look-up;
 * in a file that changes little this leaves one join with the links and one with the contacts. All other keys are <em>open</em>:
 * they alone are compared among the lines and looked up among the contacts. Not thread-safe.
 */
final class PlanReader {

    private final Connection connection;
    private final long runNo;
    private final Rules rules;
    private final Idle idle;
    private final long lookup;
    private final long room;
    private boolean linksDiffer;

    PlanReader(Connection connection, long runNo, Rules rules, Idle idle, int lookup, long room) {
        this.connection = connection;
        this.runNo = runNo;
        this.rules = rules;
        this.idle = idle;
        this.lookup = lookup;
        this.room = room;
    }

    Groups groups() throws SQLException {
        int kinds = PlanKey.columns(rules).stream().mapToInt(PlanKey::kind).sum();
        PlanGraph[] graph = new PlanGraph[1];
        Rows.each(
                connection,
                "select coalesce(min(ordinal), 1), coalesce(max(ordinal), 0) from staged_row where run_no = ?",
                row -> graph[0] = new PlanGraph(row.getLong(1), row.getLong(2), kinds),
                runNo);
        read(graph[0]);
        linksDiffer = graph[0].placesDiffer();
        return graph[0].groups(room);
    }

    /** Whether every line has a source id, and no other line has the same one in its inbox; true only if that is certain. */
    boolean linksDiffer() {
        return linksDiffer;
    }

    private void read(PlanGraph graph) throws SQLException {
        Rows.each(connection, Sql.named("plan-parallel"), row -> {});
        String lines = Sql.named("plan-lines")
                .replace("{idle}", idle.condition())
                .replace("{heap-only}", HeapOnly.condition(connection));
        each(lines, 4, graph::addLine);
        if (graph.works()) {
            OpenLines open = new OpenLines(connection, graph);
            new Twins(connection, runNo, rules, lookup).open(graph, open, first -> unite(graph, open, first));
        }
    }

    private void unite(PlanGraph graph, OpenLines open, boolean first) throws SQLException {
        List<PlanKey> keys = new ArrayList<>();
        PlanKey.columns(rules).stream()
                .filter(key -> graph.open(key.kind()) > 0)
                .forEach(keys::add);
        if (first) {
            keys.addAll(PlanKey.attributes(rules));
        }
        if (!keys.isEmpty()) {
            lookUp(graph, open, keys);
            each("select first, ordinal from plan_shared", 2, graph::unite);
            each("select contact_id, first from plan_owner order by contact_id", 2, graph.owners()::add);
        }
    }

    private void lookUp(PlanGraph graph, OpenLines open, List<PlanKey> keys) throws SQLException {
        int all = graph.mostlyOpen();
        open.fill(node -> graph.openOf(node) & ~all);
        execute("truncate plan_key, plan_shared, plan_owner");
        for (PlanKey key : keys) {
            boolean ofAll = key.isAttribute() || (all & key.kind()) != 0;
            Rows.each(connection, Sql.named("plan-attribute"), row -> {}, key.attribute(), PlanKey.BLANK);
            execute(about(key, ofAll, "plan-keys"));
            execute("analyze plan_key");
            execute(about(key, ofAll, "plan-shared"));
            execute(about(key, ofAll, "plan-owners"));
        }
    }

    private String about(PlanKey key, boolean all, String statement) {
        String open = "join plan_open o on o.ordinal = s.ordinal and o.keys & " + key.kind() + " <> 0";
        return Sql.named(statement)
                .replace("{run}", Long.toString(runNo))
                .replace("{kind}", Integer.toString(key.kind()))
                .replace("{value}", key.value())
                .replace("{held}", key.held())
                .replace("{open}", all ? "" : open);
    }

    private void execute(String statement) throws SQLException {
        try (Statement s = connection.createStatement()) {
            s.execute(statement);
        }
    }

    private void each(String query, int columns, LongRows.Reader reader) throws SQLException {
        LongRows.each(connection, query.replace("{run}", Long.toString(runNo)), columns, reader);
    }
}
