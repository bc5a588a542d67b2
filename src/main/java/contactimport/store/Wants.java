package contactimport.store;

import contactimport.merge.Key;
import contactimport.merge.Missing;
import contactimport.merge.Missing.InboxOf;
import contactimport.merge.Missing.LinkKey;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What a chunk must have locked and read before its lines are decided. Grows until the fold misses nothing. */
final class Wants {

    /** Holders loaded per key at first; a fold that needs more asks again. */
    private static final int FIRST_LIMIT = 8;

    private static final int GROWTH = 16;

    private final Set<LinkKey> links = new LinkedHashSet<>();
    private final Set<Long> contacts = new LinkedHashSet<>();
    private final Set<InboxOf> inboxesOf = new LinkedHashSet<>();
    private final Map<Key, Integer> keys = new LinkedHashMap<>();

    Set<LinkKey> links() {
        return links;
    }

    Set<Long> contacts() {
        return contacts;
    }

    Set<InboxOf> inboxesOf() {
        return inboxesOf;
    }

    /** Keys whose holders are wanted, with the most holders to load of each. */
    Map<Key, Integer> keys() {
        return keys;
    }

    void holdersOf(Key key) {
        keys.putIfAbsent(key, FIRST_LIMIT);
    }

    void add(Missing missing) {
        links.addAll(missing.links());
        contacts.addAll(missing.contacts());
        inboxesOf.addAll(missing.inboxesOf());
        missing.keys().forEach(key -> keys.merge(key, FIRST_LIMIT, (old, first) -> old * GROWTH));
    }
}
