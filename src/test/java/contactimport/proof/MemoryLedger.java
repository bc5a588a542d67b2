package contactimport.proof;

import contactimport.contact.Contact;
import contactimport.merge.UndoEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a run in memory did, as far as the product's ledger keeps it and an undo needs it. */
final class MemoryLedger {

    /** Links that an absorption moved. */
    record Moved(long ordinal, long absorbed, long kept, List<Long> links) {}

    /** A row that went, as a whole. */
    record Whole(long ordinal, Row row) {}

    /** In the order in which they were applied. */
    final List<UndoEntry> entries = new ArrayList<>();

    final List<Moved> moved = new ArrayList<>();
    final Map<Long, Whole> absorbed = new HashMap<>();
    final Map<Long, Long> keptBy = new HashMap<>();
    final Map<Long, Whole> removedContacts = new HashMap<>();
    final Map<Long, Whole> removedLinks = new HashMap<>();

    /** The contact goes up in another: its row is kept as it is, and its links are the other's. */
    void absorb(Tables db, long ordinal, Row whole, long kept) {
        long id = whole.id();
        absorbed.put(id, new Whole(ordinal, whole));
        keptBy.put(id, kept);
        List<Long> links = new ArrayList<>();
        for (Row link : db.rows("contact_inboxes")) {
            if (link.is("contact_id", id)) {
                link.put("contact_id", kept);
                links.add(link.id());
            }
        }
        moved.add(new Moved(ordinal, id, kept, links));
        db.rows("contacts").removeIf(row -> row.is("id", id));
    }

    /** Links that went from absorbed contacts to kept ones, although no row ever led there. */
    void moveGiven(Map<Long, Long> given) {
        given.forEach(
                (link, id) -> moved.add(new Moved(absorbed.get(id).ordinal(), id, keptBy.get(id), List.of(link))));
    }

    /** Whom an entry absorbed, as they were when they went. */
    List<Contact> absorbedBy(long ordinal) {
        return absorbed.values().stream()
                .filter(whole -> whole.ordinal() == ordinal)
                .map(whole -> MemoryRows.contact(whole.row()))
                .sorted(java.util.Comparator.comparingLong(Contact::id))
                .toList();
    }
}
