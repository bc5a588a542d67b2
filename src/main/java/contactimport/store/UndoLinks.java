package contactimport.store;

import contactimport.contact.Link;
import contactimport.merge.Missing.LinkKey;
import contactimport.merge.UndoEntry;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an undo must know of links. */
final class UndoLinks {

    private UndoLinks() {}

    /** Links by id, and all links of some contacts. */
    static Map<Long, Link> read(Connection c, Collection<Long> ids, Collection<Long> contacts) throws SQLException {
        Map<Long, Link> found = new HashMap<>();
        if (!ids.isEmpty() || !contacts.isEmpty()) {
            Rows.each(
                    c,
                    Sql.named("undo-links"),
                    row -> {
                        Link link = LinkTable.link(row);
                        found.put(link.id(), link);
                    },
                    Rows.longs(ids),
                    Rows.longs(contacts));
        }
        return found;
    }

    /** For each contact that a link of these entries was given to: the contacts in which the run then put it. */
    static Map<Long, Set<Long>> wentInto(Connection c, long undone, List<UndoEntry> entries) throws SQLException {
        Set<Long> asked = new HashSet<>();
        entries.forEach(entry -> entry.links().values().forEach(change -> {
            asked.add(entry.contactId());
            if (change.after().get("contact_id") instanceof BigDecimal id) {
                asked.add(id.longValueExact());
            }
        }));
        Map<Long, Long> keptBy = new HashMap<>();
        Set<Long> open = asked;
        while (!open.isEmpty()) {
            Set<Long> next = new HashSet<>();
            Rows.each(
                    c,
                    "select contact_id, kept from absorbed where run_no = ? and contact_id = any (?::bigint[])",
                    row -> {
                        if (keptBy.put(row.getLong("contact_id"), row.getLong("kept")) == null) {
                            next.add(row.getLong("kept"));
                        }
                    },
                    undone,
                    Rows.longs(open));
            open = next;
        }
        Map<Long, Set<Long>> wentInto = new HashMap<>();
        asked.forEach(id -> wentInto.put(id, way(id, keptBy)));
        return wentInto;
    }

    private static Set<Long> way(long id, Map<Long, Long> keptBy) {
        Set<Long> way = new HashSet<>();
        for (Long next = keptBy.get(id); next != null && way.add(next); ) {
            next = keptBy.get(next);
        }
        return way;
    }

    /** Links that an undo took away and whose inbox and source id another link has by now. */
    static Set<Long> keysTaken(Connection c, LinkTable links, List<UndoEntry> entries) throws SQLException {
        Map<LinkKey, Long> wanted = new HashMap<>();
        entries.forEach(entry -> entry.links().forEach((id, change) -> {
            LinkKey key = change.isRemoved() ? key(change.before()) : null;
            if (key != null) {
                wanted.put(key, id);
            }
        }));
        Set<Long> taken = new HashSet<>();
        links.find(c, wanted.keySet()).forEach((key, link) -> {
            Long id = wanted.get(key);
            if (id != null && id != link.id()) {
                taken.add(id);
            }
        });
        return taken;
    }

    private static @Nullable LinkKey key(Map<String, ?> link) {
        return link.get("inbox_id") instanceof BigDecimal inbox && link.get("source_id") instanceof String source
                ? new LinkKey(inbox.longValueExact(), source)
                : null;
    }
}
