package contactimport.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.BitSet;

/**
 * Finds the lines with a key that several contacts hold, though the platform does not want it: an e-mail in upper case, a phone that
 * is stored twice. Such a key is open even if the line's own contact holds it.
 *
 * <p>Only lines that are at work are asked about: in a file that changes nothing nobody is, and of one that changes little few are.
 * What they touch may bring others to work, which are asked about in turn. Not thread-safe.
 */
final class Twins {

    /** What the statistics of a small or new table say is not worth much. */
    private static final int SMALL_TABLE = 100_000;

    /** A chain of lines that bring one another to work takes as many rounds as it is long: then all are asked about. */
    private static final int ROUNDS = 4;

    private final Connection connection;
    private final long runNo;
    private final long lookup;

    /** @param lookup how many contacts are read in the time of one look-up by index */
    Twins(Connection connection, long runNo, long lookup) {
        this.connection = connection;
        this.runNo = runNo;
        this.lookup = lookup;
    }

    interface Uniting {
        void unite() throws SQLException;
    }

    /**
     * Opens such keys of all lines that are at work.
     *
     * @param uniting unites the lines with those that their open keys touch; asked again while that brings others to work
     */
    void open(PlanGraph graph, Uniting uniting) throws SQLException {
        long contacts = contacts();
        BitSet asked = new BitSet();
        BitSet next = graph.atWork();
        for (int round = 1; !next.isEmpty(); round++) {
            if (round > ROUNDS) {
                next = graph.all();
                next.andNot(asked);
            }
            if (next.cardinality() * lookup < contacts) {
                askFew(graph, next);
                asked.or(next);
            } else {
                ask("plan-twins-email", graph);
                ask("plan-twins-phone", graph);
                asked.or(graph.all());
            }
            uniting.unite();
            next = graph.atWork();
            next.andNot(asked);
        }
    }

    private void askFew(PlanGraph graph, BitSet lines) throws SQLException {
        new OpenLines(connection, graph).fill(node -> lines.get(node) ? PlanGraph.SHARED : 0);
        ask("plan-twins-few", graph);
    }

    private void ask(String statement, PlanGraph graph) throws SQLException {
        String query = Sql.named(statement).replace("{run}", Long.toString(runNo));
        LongRows.each(connection, query, 2, graph::addOpen);
    }

    private long contacts() throws SQLException {
        long[] contacts = new long[1];
        Rows.each(
                connection,
                "select reltuples from pg_class where oid = 'contacts'::regclass",
                row -> contacts[0] = (long) row.getDouble(1));
        return Math.max(contacts[0], SMALL_TABLE);
    }
}
