package contactimport.merge;

import contactimport.contact.Contact;
import contactimport.contact.Link;
import contactimport.contact.MatchKey;
import contactimport.merge.Missing.InboxOf;
import contactimport.merge.Missing.LinkKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The contacts, links and key owners that the lines of one chunk can touch, as the database has them under our locks and as
 * the lines folded so far have left them. It knows what it was told and what it was not: a question about something that was
 * never loaded is noted in {@link #missing()}, and every decision since is void. Not thread-safe.
 */
public final class People {

    private static final Comparator<Link> OLDEST_FIRST =
            Comparator.comparingLong(Link::since).thenComparingLong(Link::id);

    /**
     * A rule wants to know whether there are none, one or several others beside the current contact and at most two that go up
     * in it: with so many known holders the answer cannot change.
     */
    private static final int ENOUGH = 5;

    private final List<MatchKey> attributeKeys;
    private final Map<Long, Contact> asRead = new HashMap<>();
    private final Map<Long, @Nullable Contact> contacts = new HashMap<>();
    private final Set<Long> unreadable = new HashSet<>();
    private final Links links;
    private final Set<InboxOf> oldestKnown = new HashSet<>();
    private final Map<Key, Set<Long>> holders = new HashMap<>();
    private final Set<Key> sampled = new HashSet<>();
    private final Missing missing = new Missing();
    private final Written written = new Written();

    /** @param match the run's match keys: attributes among them are keys too */
    public People(List<MatchKey> match) {
        links = new Links(written);
        attributeKeys =
                match.stream().filter(k -> k.kind() == MatchKey.Kind.ATTRIBUTE).toList();
    }

    // ---- what the store tells ----

    /** A contact that was read under its lock. */
    public void know(Contact contact) {
        contacts.put(contact.id(), contact);
        asRead.put(contact.id(), contact);
    }

    /** The contact as the database has it, or null if a line of this chunk created it. */
    public @Nullable Contact asRead(long id) {
        return asRead.get(id);
    }

    /** There is no such contact. */
    public void knowAbsent(long contactId) {
        contacts.put(contactId, null);
    }

    /** The contact exists, but some of its stored attributes cannot be read (and are left out): no line may touch it. */
    public void knowUnreadable(Contact readable) {
        know(readable);
        unreadable.add(readable.id());
    }

    public void know(Link link) {
        links.put(link);
    }

    /** There is no such link. */
    public void knowAbsent(LinkKey link) {
        links.putAbsent(link);
    }

    /** The oldest link of a contact in an inbox has been told, if there is one. */
    public void knowOldest(InboxOf of) {
        oldestKnown.add(of);
    }

    /**
     * Contacts that hold a key; each of them must be known too.
     *
     * @param all whether these are all of them: half a million may share one placeholder
     */
    public void know(Key key, Collection<Long> contactIds, boolean all) {
        holders.put(key, new LinkedHashSet<>(contactIds));
        if (!all) {
            sampled.add(key);
        }
    }

    /** What was asked and not known; if not empty, every decision since is void. */
    public Missing missing() {
        return missing;
    }

    /** What the folded lines have changed. */
    public Written written() {
        return written;
    }

    // ---- what the rules ask ----

    /** The contact, or null if it does not exist (or is not known yet). */
    @Nullable Contact contact(long id) {
        if (!contacts.containsKey(id)) {
            missing.contacts().add(id);
        }
        return contacts.get(id);
    }

    boolean isUnreadable(long id) {
        return unreadable.contains(id);
    }

    /** The link with this source id, whether or not its contact exists. */
    @Nullable Link link(long inboxId, String sourceId) {
        LinkKey key = new LinkKey(inboxId, sourceId);
        if (!links.isKnown(key)) {
            missing.links().add(key);
        }
        return links.get(key);
    }

    /** The oldest link in an inbox of a person who is {@code contactIds} (a contact and those absorbed into it). */
    @Nullable Link oldestLink(Collection<Long> contactIds, long inboxId) {
        List<Link> found = new ArrayList<>();
        for (long id : contactIds) {
            requireOldest(id, inboxId);
            links.of(id).filter(link -> link.inboxId() == inboxId).forEach(found::add);
        }
        return found.stream().min(OLDEST_FIRST).orElse(null);
    }

    private void requireOldest(long contactId, long inboxId) {
        for (long id : written.everyIdOf(contactId)) {
            InboxOf of = new InboxOf(id, inboxId);
            if (!written.isCreated(id) && !oldestKnown.contains(of)) {
                missing.inboxesOf().add(of);
            }
        }
    }

    /** The ids of all contacts that hold the key. */
    Set<Long> holders(Key key) {
        Set<Long> ids = holders.get(key);
        if (ids == null) {
            missing.keys().add(key);
            return Set.of();
        }
        if (ids.size() < ENOUGH && sampled.contains(key)) {
            missing.keys().add(key);
        }
        ids.forEach(this::contact);
        return ids;
    }

    // ---- what a decision does ----

    /** A contact as the line leaves it; one that was not known is created. */
    void write(Contact after) {
        Contact before = contacts.get(after.id());
        if (before == null) {
            written.created(after.id());
        } else {
            forgetKeys(before);
        }
        contacts.put(after.id(), after);
        holdKeys(after);
        written.changed(after.id());
    }

    /** {@code absorbed} is gone; everything that pointed to it points to {@code kept}. */
    void absorb(Contact absorbed, long kept) {
        forgetKeys(absorbed);
        Contact found = contacts.put(absorbed.id(), null);
        written.absorbed(absorbed, kept, Objects.equals(found, asRead.get(absorbed.id())) ? null : found);
        links.absorb(absorbed.id(), kept);
    }

    /** A link that the line makes or re-points to its contact. */
    void give(Link link) {
        written.given(link);
        write(link);
    }

    /** A link as the line leaves it. */
    void write(Link link) {
        links.put(link);
        written.changed(link);
    }

    /** The present state of a contact that is to be written. */
    public Contact present(long id) {
        Contact contact = contacts.get(id);
        if (contact == null) {
            throw new IllegalArgumentException("contact " + id + " is not there");
        }
        return contact;
    }

    private void forgetKeys(Contact contact) {
        if (!holders.isEmpty()) {
            Keys.of(contact, attributeKeys).forEach(key -> {
                Set<Long> ids = holders.get(key);
                if (ids != null) {
                    ids.remove(contact.id());
                }
            });
        }
    }

    private void holdKeys(Contact contact) {
        if (!holders.isEmpty()) {
            Keys.of(contact, attributeKeys).forEach(key -> {
                Set<Long> ids = holders.get(key);
                if (ids != null) {
                    ids.add(contact.id());
                }
            });
        }
    }
}
