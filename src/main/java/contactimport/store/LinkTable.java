package contactimport.store;

import contactimport.contact.Link;
import contactimport.merge.Missing.InboxOf;
import contactimport.merge.Missing.LinkKey;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reading and locking {@code contact_inboxes}. A link without a contact (NULL) counts as one to contact 0: nobody. */
final class LinkTable {

    Map<LinkKey, Link> find(Connection c, Collection<LinkKey> keys) throws SQLException {
        Map<LinkKey, Link> found = new HashMap<>(keys.size() * 2);
        if (!keys.isEmpty()) {
            long[] inboxes = keys.stream().mapToLong(LinkKey::inboxId).toArray();
            String[] sources = keys.stream().map(LinkKey::sourceId).toArray(String[]::new);
            Rows.each(
                    c,
                    Sql.named("link-find"),
                    row -> {
                        Link link = link(row);
                        found.put(new LinkKey(link.inboxId(), link.sourceId()), link);
                    },
                    inboxes,
                    sources);
        }
        return found;
    }

    /** The oldest link of each contact in an inbox. */
    List<Link> ofContacts(Connection c, Collection<InboxOf> wanted) throws SQLException {
        List<Link> found = new ArrayList<>();
        if (!wanted.isEmpty()) {
            long[] contacts = wanted.stream().mapToLong(InboxOf::contactId).toArray();
            long[] inboxes = wanted.stream().mapToLong(InboxOf::inboxId).toArray();
            Rows.each(c, Sql.named("link-of-contact"), row -> found.add(link(row)), contacts, inboxes);
        }
        return found;
    }

    void lock(Connection c, Collection<Long> ids) throws SQLException {
        if (!ids.isEmpty()) {
            Rows.each(c, Sql.named("link-lock"), row -> {}, Rows.longs(ids));
        }
    }

    /**
     * Locks them, and reads them as they are from then on; those that are gone are left out.
     *
     * @param ofContacts of these the links that are named, if they still have them
     */
    List<Link> lockAndRead(Connection c, Collection<Long> ids, Collection<Long> ofContacts, Collection<LinkKey> named)
            throws SQLException {
        List<Link> found = new ArrayList<>(ids.size() + ofContacts.size());
        long[] contacts = Rows.longs(ofContacts);
        long[] inboxes = named.stream().mapToLong(LinkKey::inboxId).distinct().toArray();
        String[] sources = named.stream().map(LinkKey::sourceId).distinct().toArray(String[]::new);
        if (!ids.isEmpty()) {
            Rows.each(
                    c,
                    Sql.named("link-lock-read"),
                    row -> found.add(link(row)),
                    contacts,
                    inboxes,
                    sources,
                    Rows.longs(ids));
        } else if (!ofContacts.isEmpty()) {
            Rows.each(c, Sql.named("link-lock-read-told"), row -> found.add(link(row)), contacts, inboxes, sources);
        }
        return found;
    }

    static Link link(ResultSet row) throws SQLException {
        return new Link(
                row.getLong("id"),
                row.getLong("contact_id"),
                row.getLong("inbox_id"),
                Rows.text(row, "source_id"),
                row.getBoolean("verified"),
                row.getLong("since"));
    }
}
