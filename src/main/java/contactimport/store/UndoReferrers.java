package contactimport.store;

import contactimport.store.AbsorbWriter.Pointer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What is in use: contacts and links that something points to, so that an undo does not take them away. */
final class UndoReferrers {

    /** Rows that an absorption moves by their id, and that keep a contact; links are looked at one by one. */
    private static final List<Pointer> KNOWN = Stream.concat(
                    AbsorbWriter.KNOWN.stream().filter(p -> !p.table().equals("contact_inboxes")),
                    AbsorbWriter.RANKED.stream())
            .toList();

    private final Undoing undoing;

    UndoReferrers(Undoing undoing) {
        this.undoing = undoing;
    }

    /** Which of the contacts something points to, or will when the absorptions of these entries are undone. */
    Set<Long> contacts(Connection c, Collection<Long> contacts) throws SQLException {
        Set<Long> referred = new HashSet<>();
        if (contacts.isEmpty()) {
            return referred;
        }
        long[] ids = Rows.longs(contacts);
        for (Pointer p : KNOWN) {
            if (undoing.platform().has(p.table(), p.column())) {
                String sql = p.fill(Sql.named("undo-referred"));
                Rows.each(
                        c,
                        sql,
                        row -> referred.add(row.getLong(1)),
                        ids,
                        undoing.runNo(),
                        undoing.undone(),
                        p.table(),
                        ids);
            }
        }
        for (Reference reference : undoing.references()) {
            String sql = Pointer.to(reference).fill(Sql.named("undo-referred-unknown"));
            Rows.each(c, sql, row -> referred.add(row.getLong(1)), ids);
        }
        Rows.each(
                c,
                Sql.named("undo-referred-moved"),
                row -> referred.add(row.getLong(1)),
                undoing.undone(),
                undoing.runNo(),
                ids,
                ids);
        return referred;
    }

    /** Links that lead to these contacts only until this undo moves them back. */
    Set<Long> linksGoingBack(Connection c, Collection<Long> contacts) throws SQLException {
        Set<Long> back = new HashSet<>();
        if (!contacts.isEmpty()) {
            long[] ids = Rows.longs(contacts);
            Rows.each(
                    c,
                    Sql.named("undo-links-back"),
                    row -> back.add(row.getLong(1)),
                    undoing.runNo(),
                    undoing.undone(),
                    ids);
        }
        return back;
    }

    /** Which of the links a conversation belongs to. */
    Set<Long> links(Connection c, Collection<Long> links) throws SQLException {
        Set<Long> referred = new HashSet<>();
        if (!links.isEmpty() && undoing.platform().has("conversations", "contact_inbox_id")) {
            Rows.each(
                    c,
                    "select distinct contact_inbox_id from conversations where contact_inbox_id = any (?::bigint[])",
                    row -> referred.add(row.getLong(1)),
                    Rows.longs(links));
        }
        return referred;
    }
}
