package contactimport.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.IntUnaryOperator;

/** The table {@code plan_open}: lines of a plan that are asked about. It is made when it is first filled. Not thread-safe. */
final class OpenLines {

    private static final int BATCH = 1 << 18;

    private final Connection connection;
    private final PlanGraph graph;
    private boolean made;

    /** @param connection with the plan's transaction, which the table ends with */
    OpenLines(Connection connection, PlanGraph graph) {
        this.connection = connection;
        this.graph = graph;
    }

    /**
     * Fills it anew; the other tables of {@code plan-tables} are there afterwards.
     *
     * @param keys of a node, those that are asked about, as bits; 0 if it is not to be in the table
     */
    void fill(IntUnaryOperator keys) throws SQLException {
        try (Statement s = connection.createStatement()) {
            s.execute(made ? "truncate plan_open" : Sql.named("plan-tables"));
            made = true;
            BinaryCopy copy = newCopy();
            for (int node = 0; node < graph.nodes(); node++) {
                int asked = keys.applyAsInt(node);
                if (asked != 0) {
                    copy.row().int8(graph.ordinal(node)).int4(asked);
                    if (copy.size() >= BATCH) {
                        copy.into(connection);
                        copy = newCopy();
                    }
                }
            }
            copy.into(connection);
            s.execute("analyze plan_open");
        }
    }

    private static BinaryCopy newCopy() {
        return new BinaryCopy("plan_open", "ordinal", "keys");
    }
}
