package contactimport.merge;

import java.util.LinkedHashSet;
import java.util.Set;

/** What a fold asked for and the picture did not hold: the store loads it, locks it and folds again. */
public final class Missing {

    private final Set<Key> keys = new LinkedHashSet<>();
    private final Set<Long> contacts = new LinkedHashSet<>();
    private final Set<LinkKey> links = new LinkedHashSet<>();
    private final Set<InboxOf> inboxesOf = new LinkedHashSet<>();

    /** A link by its source id. */
    public record LinkKey(long inboxId, String sourceId) {
        @Override
        public String toString() {
            return "LinkKey[inbox " + inboxId + "]";
        }
    }

    /** All links of a contact in one inbox. */
    public record InboxOf(long contactId, long inboxId) {}

    public boolean isEmpty() {
        return keys.isEmpty() && contacts.isEmpty() && links.isEmpty() && inboxesOf.isEmpty();
    }

    public Set<Key> keys() {
        return keys;
    }

    public Set<Long> contacts() {
        return contacts;
    }

    public Set<LinkKey> links() {
        return links;
    }

    public Set<InboxOf> inboxesOf() {
        return inboxesOf;
    }
}
