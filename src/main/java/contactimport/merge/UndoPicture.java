package contactimport.merge;

import contactimport.contact.Contact;
import contactimport.contact.Link;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The contacts and links that some entries can touch when they are undone, as the database has them under our locks and as the
 * entries undone so far have left them; and what is to be done to the rows as a whole. Not thread-safe.
 */
public final class UndoPicture {

    /**
     * A contact out of {@code kept}, or into it again.
     *
     * @param found as it was when it went
     * @param contact without the keys that somebody else holds by now
     */
    public record Move(Contact found, Contact contact, long kept, long ordinal) {}

    /** A contact that an entry had made, as it goes. */
    public record Removal(Contact contact, long ordinal) {}

    private final Map<Long, Contact> asRead = new HashMap<>();
    private final Map<Long, Contact> contacts = new LinkedHashMap<>();
    private final Map<Long, Link> linksAsRead = new HashMap<>();
    private final Map<Long, Link> links = new LinkedHashMap<>();
    private final Map<Long, Set<Long>> linksOf = new HashMap<>();
    private final Facts facts;
    private final Map<Long, Move> back = new LinkedHashMap<>();
    private final Map<Long, Move> again = new LinkedHashMap<>();
    private Written absorptions = new Written();
    private final Map<Long, Removal> removed = new LinkedHashMap<>();
    private final Map<Long, Long> removedLinks = new LinkedHashMap<>();
    private final Map<Long, Long> reinserted = new LinkedHashMap<>();
    private final Map<Long, Long> reinsertedLinks = new LinkedHashMap<>();
    private final Map<Long, Long> went = new LinkedHashMap<>();

    /**
     * What was looked up beforehand.
     *
     * @param referred contacts that something points to which neither the run made nor its undo moves away
     * @param linksGoingBack links that lead to a contact of the run's only until this undo moves them back
     * @param referredLinks the same for links
     * @param wentInto for each contact that the run absorbed, all contacts in which it ended up
     * @param alreadyRemoved contacts that an earlier undo of the same run took away
     * @param linkMoves links that an entry's absorptions moved from one contact to another, by the entry's ordinal
     * @param linkKeysTaken links that cannot come back because another has their inbox and source id
     * @param holders who holds a key, beside the contacts of this picture too
     */
    public record Facts(
            Set<Long> referred,
            Set<Long> linksGoingBack,
            Set<Long> referredLinks,
            Map<Long, Set<Long>> wentInto,
            Set<Long> alreadyRemoved,
            Map<Long, List<LinkMove>> linkMoves,
            Set<Long> linkKeysTaken,
            Map<Key, List<Holder>> holders) {}

    /** @param before whether it held the key before the run already */
    public record Holder(long contactId, String value, boolean before) {}

    /** A link that an absorption moved. */
    public record LinkMove(long linkId, long absorbed, long kept) {}

    public UndoPicture(Collection<Contact> contacts, Collection<Link> links, Facts facts) {
        contacts.forEach(c -> asRead.put(c.id(), c));
        links.forEach(l -> linksAsRead.put(l.id(), l));
        this.facts = facts;
    }

    /** Everything is as it was read, and nothing undone. */
    void begin() {
        contacts.clear();
        contacts.putAll(asRead);
        links.clear();
        linksOf.clear();
        linksAsRead.values().forEach(this::write);
        absorptions = new Written();
        List.of(back, again, removed, removedLinks, reinserted, reinsertedLinks, went)
                .forEach(Map::clear);
    }

    Facts facts() {
        return facts;
    }

    Collection<Contact> contacts() {
        return contacts.values();
    }

    public @Nullable Contact asRead(long id) {
        return asRead.get(id);
    }

    void write(Contact contact) {
        contacts.put(contact.id(), contact);
    }

    void write(Link link) {
        forget(links.put(link.id(), link));
        linksOf.computeIfAbsent(link.contactId(), id -> new HashSet<>()).add(link.id());
    }

    private void forget(@Nullable Link link) {
        if (link != null) {
            linksOf.getOrDefault(link.contactId(), new HashSet<>()).remove(link.id());
        }
    }

    /** Whether a contact is the one named, or one in which the run put it. */
    boolean isOrWentInto(long contactId, long named) {
        return contactId == named
                || facts.wentInto().getOrDefault(named, Set.of()).contains(contactId);
    }

    boolean hasLinks(long contactId) {
        return linksOf.getOrDefault(contactId, Set.of()).stream()
                .anyMatch(id -> !facts.linksGoingBack().contains(id));
    }

    void remove(Contact contact, long ordinal) {
        contacts.remove(contact.id());
        removed.put(contact.id(), new Removal(contact, ordinal));
    }

    void remove(Link link, long ordinal) {
        forget(links.remove(link.id()));
        removedLinks.put(link.id(), ordinal);
    }

    void reinsert(Contact contact, long ordinal) {
        contacts.put(contact.id(), contact);
        reinserted.put(contact.id(), ordinal);
    }

    void reinsert(Link link, long ordinal) {
        write(link);
        reinsertedLinks.put(link.id(), ordinal);
    }

    /** Out of the contact in which it went up, with its links. */
    void bringBack(Contact found, Contact contact, long kept, long ordinal) {
        contacts.put(contact.id(), contact);
        back.put(contact.id(), new Move(found, contact, kept, ordinal));
        for (LinkMove move : facts.linkMoves().getOrDefault(ordinal, List.of())) {
            Link link = links.get(move.linkId());
            if (move.absorbed() == contact.id() && link != null && link.contactId() == move.kept()) {
                write(link.withContact(contact.id()));
            }
        }
    }

    /** Into the contact from which an undo took it. */
    void absorbAgain(Contact contact, long kept, long ordinal) {
        contacts.remove(contact.id());
        absorptions.absorbed(contact, kept);
        again.put(contact.id(), new Move(contact, contact, kept, ordinal));
        for (long id : List.copyOf(linksOf.getOrDefault(contact.id(), Set.of()))) {
            went.putIfAbsent(id, contact.id());
            write(Objects.requireNonNull(links.get(id)).withContact(kept));
        }
    }

    /** Contacts brought back, those too that were then taken away again because the run had made them. */
    public Collection<Move> broughtBack() {
        return back.values();
    }

    /** Each into the contact that is kept in the end. */
    public List<Move> absorbedAgain() {
        return again.values().stream()
                .map(m -> new Move(m.found(), m.contact(), absorptions.settled(m.kept()), m.ordinal()))
                .toList();
    }

    /** Links given back to contacts that are absorbed again, and to whom: the database does not know them there. */
    public Map<Long, Long> givenToAbsorbed() {
        linksAsRead.values().forEach(link -> went.remove(link.id(), link.contactId()));
        return went;
    }

    /** How near a contact that is absorbed again stands to the one that is kept, 1 being the nearest. */
    public int rank(long absorbedId) {
        return absorptions.rank(absorbedId);
    }

    public Collection<Removal> removed() {
        return removed.values();
    }

    public Map<Long, Long> removedLinks() {
        return removedLinks;
    }

    /** Each with the ordinal of the entry that had taken it away. */
    public Map<Long, Long> reinserted() {
        return reinserted;
    }

    public Map<Long, Long> reinsertedLinks() {
        return reinsertedLinks;
    }

    /** The link as it is to be, if it is to be. */
    public @Nullable Link link(long id) {
        return links.get(id);
    }

    /** Contacts that were there before, are still there, and differ. */
    public List<Contact> updates() {
        List<Contact> updates = new ArrayList<>();
        contacts.forEach((id, contact) -> {
            Contact was = asRead.get(id);
            if (was != null && !isSame(was, contact)) {
                updates.add(contact);
            }
        });
        return updates;
    }

    /** Whether two states are the same in every column. */
    public static boolean isSame(Contact a, Contact b) {
        return a.equals(b)
                && (Changes.column(a.additional()) == null) == (Changes.column(b.additional()) == null)
                && (Changes.column(a.custom()) == null) == (Changes.column(b.custom()) == null);
    }

    public List<Link> linkUpdates() {
        return links.values().stream()
                .filter(link ->
                        !reinsertedLinks.containsKey(link.id()) && !Objects.equals(link, linksAsRead.get(link.id())))
                .toList();
    }

    /** The contact as it is to be, if it is to be. */
    public @Nullable Contact contact(long id) {
        return contacts.get(id);
    }
}
