package contactimport.merge;

import contactimport.contact.Contact;
import contactimport.contact.Link;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the folded lines have done to the picture: every contact that at least one line changed (not the difference of first
 * and last state), the links made or altered, and who was absorbed into whom, in order.
 */
public final class Written {

    /**
     * One absorption.
     *
     * @param absorbed the contact as it went up, with what had gone up in it by the same line
     * @param unwritten what earlier lines of the chunk made of it, if the database does not know that yet
     */
    public record Absorption(
            Contact absorbed, long kept, @Nullable Contact unwritten) {}

    private final Set<Long> changed = new LinkedHashSet<>();
    private final Set<Long> created = new HashSet<>();
    private final Map<Long, Link> links = new LinkedHashMap<>();
    private final Set<Long> newLinks = new HashSet<>();
    private final Map<Long, Long> given = new LinkedHashMap<>();
    private final List<Absorption> absorptions = new ArrayList<>();
    private final Map<Long, Long> keptBy = new HashMap<>();
    private final Map<Long, List<Long>> absorbedBy = new HashMap<>();
    private final Map<Long, Integer> ranks = new HashMap<>();

    /** Contacts to update: changed, not created here, still there. */
    public List<Long> updates() {
        return changed.stream()
                .filter(id -> !created.contains(id) && !keptBy.containsKey(id))
                .toList();
    }

    /** Contacts to insert: created here and still there. */
    public List<Long> inserts() {
        return changed.stream()
                .filter(id -> created.contains(id) && !keptBy.containsKey(id))
                .toList();
    }

    /** Links that were in the database and are now verified or re-pointed by a line. */
    public List<Link> linkUpdates() {
        return links.values().stream()
                .filter(link -> !newLinks.contains(link.id()))
                .map(this::settled)
                .toList();
    }

    public List<Link> linkInserts() {
        return links.values().stream()
                .filter(link -> newLinks.contains(link.id()))
                .map(this::settled)
                .toList();
    }

    /** Links that lines gave to contacts which then went up in others, and to whom: the database never knew them there. */
    public Map<Long, Long> givenToAbsorbed() {
        Map<Long, Long> links = new LinkedHashMap<>(given);
        links.values().retainAll(keptBy.keySet());
        return links;
    }

    /** In the order in which they happened. */
    public List<Absorption> absorptions() {
        return absorptions;
    }

    public boolean isCreated(long contactId) {
        return created.contains(contactId);
    }

    /** The contact in which an id has ended up: itself unless it was absorbed. */
    public long settled(long contactId) {
        long end = contactId;
        for (Long next = keptBy.get(end); next != null; next = keptBy.get(end)) {
            end = next;
        }
        for (long id = contactId; id != end; ) { // next time it is one step: a thousand may have gone up in each other
            id = Objects.requireNonNull(keptBy.put(id, end));
        }
        return end;
    }

    /** How near an absorbed contact stands to the one that is kept in the end, 1 being the nearest: who comes first, wins. */
    public int rank(long absorbedId) {
        if (ranks.isEmpty()) {
            absorbedBy.keySet().stream().filter(id -> !keptBy.containsKey(id)).forEach(this::rankAll);
        }
        return ranks.getOrDefault(absorbedId, 0);
    }

    private void rankAll(long kept) {
        int rank = 0;
        for (long id : everyIdOf(kept)) {
            ranks.put(id, rank++);
        }
    }

    private Link settled(Link link) {
        return link.withContact(settled(link.contactId()));
    }

    /** The id and those of all contacts absorbed into it so far, each before those that had gone up in it. */
    Collection<Long> everyIdOf(long contactId) {
        if (!absorbedBy.containsKey(contactId)) {
            return List.of(contactId);
        }
        List<Long> ids = new ArrayList<>();
        Deque<Long> todo = new ArrayDeque<>(List.of(contactId));
        while (!todo.isEmpty()) {
            long id = todo.pop();
            ids.add(id);
            List<Long> absorbed = absorbedBy.getOrDefault(id, List.of());
            for (int i = absorbed.size() - 1; i >= 0; i--) {
                todo.push(absorbed.get(i));
            }
        }
        return ids;
    }

    void created(long contactId) {
        created.add(contactId);
    }

    void changed(long contactId) {
        changed.add(contactId);
    }

    /** A link that is new, or that is led to somebody else. */
    void given(Link link) {
        given.putIfAbsent(link.id(), link.contactId());
    }

    void changed(Link link) {
        if (link.since() == Link.NEW) {
            newLinks.add(link.id());
        }
        links.put(link.id(), link);
    }

    void absorbed(Contact absorbed, long kept) {
        absorbed(absorbed, kept, null);
    }

    void absorbed(Contact absorbed, long kept, @Nullable Contact unwritten) {
        absorptions.add(new Absorption(absorbed, kept, unwritten));
        keptBy.put(absorbed.id(), kept);
        absorbedBy.computeIfAbsent(kept, id -> new ArrayList<>()).add(absorbed.id());
        ranks.clear();
    }
}
