package contactimport.merge;

import contactimport.contact.Link;
import contactimport.merge.Missing.LinkKey;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The links of a picture, by source id and by contact. A link is not touched when its contact goes up in another, and that one in
 * the next: it is followed when it is read. Thousands of contacts may go up in one, or each in the next.
 */
final class Links {

    private final Written written;
    private final Map<LinkKey, @Nullable Link> links = new HashMap<>();
    private final Map<Long, Set<LinkKey>> byContact = new HashMap<>();

    /** @param written says in whom a contact went up */
    Links(Written written) {
        this.written = written;
    }

    boolean isKnown(LinkKey key) {
        return links.containsKey(key);
    }

    /** The link, leading to whoever its contact has gone up in; null if there is none, or none is known. */
    @Nullable Link get(LinkKey key) {
        Link link = links.get(key);
        return link == null ? null : link.withContact(written.settled(link.contactId()));
    }

    /** Those of a contact that is still there. */
    Stream<Link> of(long contactId) {
        return byContact.getOrDefault(contactId, Set.of()).stream().map(key -> Objects.requireNonNull(get(key)));
    }

    void putAbsent(LinkKey key) {
        links.put(key, null);
    }

    void put(Link link) {
        LinkKey key = new LinkKey(link.inboxId(), link.sourceId());
        Link before = get(key);
        if (before != null) {
            byContact.getOrDefault(before.contactId(), new LinkedHashSet<>()).remove(key);
        }
        links.put(key, link);
        byContact.computeIfAbsent(link.contactId(), id -> new LinkedHashSet<>()).add(key);
    }

    /** To be called when {@code written} knows it already. */
    void absorb(long absorbed, long kept) {
        Set<LinkKey> moved = byContact.remove(absorbed);
        if (moved != null) {
            byContact.merge(kept, moved, Links::union);
        }
    }

    /** The smaller goes into the larger. */
    private static Set<LinkKey> union(Set<LinkKey> a, Set<LinkKey> b) {
        Set<LinkKey> large = a.size() < b.size() ? b : a;
        large.addAll(large == a ? b : a);
        return large;
    }
}
