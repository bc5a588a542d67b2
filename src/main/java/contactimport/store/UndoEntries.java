package contactimport.store;

import contactimport.contact.Contact;
import contactimport.merge.UndoEntry;
import contactimport.source.Json;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes entries of rows: with the contacts that they absorbed, separated or removed as a whole. */
final class UndoEntries {

    private final long undone;

    UndoEntries(long undone) {
        this.undone = undone;
    }

    List<UndoEntry> of(Connection c, List<UndoRow> rows) throws SQLException {
        long[] ordinals = rows.stream().mapToLong(UndoRow::ordinal).toArray();
        Map<Long, List<Contact>> absorbed = whole(c, "absorbed", "contact_id", "", "rank, ", ordinals);
        Map<Long, List<Contact>> separated = whole(c, "separated", "contact_id", "", "rank, ", ordinals);
        Map<Long, List<Contact>> removed = whole(c, "removed", "id", "and tbl = 'contacts'", "", ordinals);
        List<UndoEntry> entries = new ArrayList<>(rows.size());
        for (UndoRow row : rows) {
            entries.add(new UndoEntry(
                    row.ordinal(),
                    row.line(),
                    row.outcome(),
                    row.contactId(),
                    Json.readObject(row.before()),
                    Json.readObject(row.after()),
                    absorbed.getOrDefault(row.ordinal(), List.of()),
                    separated.getOrDefault(row.ordinal(), List.of()),
                    removed.getOrDefault(row.ordinal(), List.of()).stream()
                            .findFirst()
                            .orElse(null)));
        }
        return entries;
    }

    private Map<Long, List<Contact>> whole(
            Connection c, String table, String id, String condition, String order, long[] ordinals)
            throws SQLException {
        String sql = Sql.named("undo-whole")
                .replace("{table}", table)
                .replace("{id}", id)
                .replace("{condition}", condition)
                .replace("{order}", order);
        Map<Long, List<Contact>> found = new HashMap<>();
        Rows.each(
                c,
                sql,
                row -> found.computeIfAbsent(row.getLong("ordinal"), o -> new ArrayList<>())
                        .add(ContactJson.read(Rows.text(row, "record"))),
                undone,
                ordinals);
        return found;
    }
}
