package contactimport.store;

import contactimport.contact.MatchKey;
import contactimport.contact.Rules;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.BitSet;

/**
 * Finds the lines with a key that several contacts hold, though the platform does not want it: an e-mail in upper case, a phone that
 * is stored twice. Such a key is open even if the line's own contact holds it, for the contact may lose it before the line's turn.
 *
 * <p>That takes another line that changes the contact, or an open key, by which the line itself may come to another contact. So a
 * line that is alone and has none is not asked about, nor is one of a group that changes nothing. What the others touch may bring
 * more lines to work, which are asked about in turn. Not thread-safe.
 */
final class Twins {

    /** What the statistics of a small or new table say is not worth much. */
    private static final int SMALL_TABLE = 100_000;

    /** A chain of lines that bring one another to work takes as many rounds as it is long: then all are asked about. */
    private static final int ROUNDS = 4;

    private final Connection connection;
    private final long runNo;
    private final boolean alone;
    private final long lookup;

    /** @param lookup how many contacts are read in the time of one look-up by index */
    Twins(Connection connection, long runNo, Rules rules, long lookup) {
        this.connection = connection;
        this.runNo = runNo;
        // By any other first key the contact is looked up, whoever holds it.
        this.alone = rules.match().isEmpty() || !rules.match().get(0).equals(MatchKey.SOURCE_ID);
        this.lookup = lookup;
    }

    interface Uniting {
        /** @param first the first time; what is not about open keys has then been done for all lines */
        void unite(boolean first) throws SQLException;
    }

    /**
     * Opens such keys of all lines that are at work.
     *
     * @param uniting unites the lines with those that their open keys touch; asked again while that brings others to work
     */
    void open(PlanGraph graph, OpenLines open, Uniting uniting) throws SQLException {
        long contacts = contacts();
        BitSet asked = new BitSet();
        BitSet next = graph.atWork(alone);
        int round = 0;
        do {
            round++;
            if (round > ROUNDS) {
                next = graph.all();
                next.andNot(asked);
            }
            asked.or(ask(graph, open, next, contacts));
            uniting.unite(round == 1);
            next = graph.atWork(alone);
            next.andNot(asked);
        } while (!next.isEmpty());
    }

    /** @return the lines that were asked about, perhaps more than wanted */
    private BitSet ask(PlanGraph graph, OpenLines open, BitSet lines, long contacts) throws SQLException {
        if (lines.isEmpty()) {
            return lines;
        }
        if (lines.cardinality() * lookup < contacts) {
            open.fill(node -> lines.get(node) ? PlanGraph.SHARED : 0);
            ask("plan-twins-few", graph);
            return lines;
        }
        ask("plan-twins-email", graph);
        ask("plan-twins-phone", graph);
        return graph.all();
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
