package contactimport.merge;

import static java.util.Objects.requireNonNull;

import contactimport.contact.Contact;
import contactimport.contact.Outcome;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the ledger that is to be undone.
 *
 * @param before as {@link Changes#before()}
 * @param after as {@link Changes#after()}
 * @param absorbed contacts that went up in this entry's contact, as they were when they did, the nearest first: it wins
 * @param separated contacts that this entry, of an undo, brought back out of this entry's contact, as it brought them back, in
 *     the same order
 * @param removed the contact that this entry, of an undo, took away
 */
public record UndoEntry(
        long ordinal,
        long line,
        Outcome outcome,
        long contactId,
        Map<String, @Nullable Object> before,
        Map<String, @Nullable Object> after,
        List<Contact> absorbed,
        List<Contact> separated,
        @Nullable Contact removed) {

    static final String LINKS = "contact_inboxes";

    public UndoEntry {
        requireNonNull(outcome);
        before = Collections.unmodifiableMap(new LinkedHashMap<>(before));
        after = Collections.unmodifiableMap(new LinkedHashMap<>(after));
        absorbed = List.copyOf(absorbed);
        separated = List.copyOf(separated);
    }

    /** Links that it touched, by id: what of each changed, before and after. */
    public Map<Long, LinkChange> links() {
        Map<Long, LinkChange> links = new LinkedHashMap<>();
        ids(before).forEach((id, was) -> links.put(Long.valueOf(id), new LinkChange(was, Map.of())));
        ids(after).forEach((id, is) -> {
            LinkChange first = links.get(Long.valueOf(id));
            links.put(Long.valueOf(id), new LinkChange(first == null ? Map.of() : first.before(), is));
        });
        return links;
    }

    /** What an entry changed of one link. */
    public record LinkChange(Map<String, ?> before, Map<String, ?> after) {

        /** Whether the entry made the link. */
        public boolean isMade() {
            return after.containsKey("source_id");
        }

        /** Whether the entry, of an undo, took the link away. */
        public boolean isRemoved() {
            return before.containsKey("source_id");
        }
    }

    private static Map<String, Map<String, ?>> ids(Map<String, @Nullable Object> side) {
        Map<String, Map<String, ?>> ids = new LinkedHashMap<>();
        if (side.get(LINKS) instanceof Map<?, ?> links) {
            links.forEach((id, change) -> ids.put((String) id, object(change)));
        }
        return ids;
    }

    @SuppressWarnings("unchecked") // Json makes objects of this type only
    private static Map<String, ?> object(@Nullable Object json) {
        return json instanceof Map<?, ?> map ? (Map<String, ?>) map : Map.of();
    }
}
