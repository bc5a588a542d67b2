package contactimport.store;

import contactimport.merge.Ids;
import contactimport.merge.People;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Ids of the platform's sequences, taken before the lines are decided so that deciding needs no database. Ids that were taken
 * and not used leave gaps, as a rolled-back insert of the platform does. One per partition; not thread-safe.
 */
final class IdPool implements Ids {

    private final Deque<Long> contacts = new ArrayDeque<>();
    private final Deque<Long> links = new ArrayDeque<>();

    /** Makes sure that there are ids for so many new contacts and links. */
    void ensure(Connection c, int count) throws SQLException {
        fill(c, contacts, "contacts", count);
        fill(c, links, "contact_inboxes", count);
    }

    /**
     * No id that we are about to give to a new contact is one that somebody has: in memory the two would become one.
     *
     * @throws DatabaseFault if the sequence is behind the ids of its table
     */
    void requireUnknownTo(Connection c, People people) throws SQLException {
        if (contacts.stream().anyMatch(id -> people.asRead(id) != null)) {
            throw Sequences.behind(c, "contacts");
        }
    }

    private static void fill(Connection c, Deque<Long> pool, String table, int count) throws SQLException {
        if (pool.size() < count) {
            Rows.each(c, Sql.named("ids-next"), row -> pool.add(row.getLong(1)), table, count - pool.size());
        }
    }

    @Override
    public long nextContact() {
        return contacts.remove();
    }

    @Override
    public long nextLink() {
        return links.remove();
    }

    @Override
    public String nextSourceId() {
        return Tokens.sourceId();
    }
}
