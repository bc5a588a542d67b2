package contactimport.merge;

import contactimport.contact.Contact;
import contactimport.contact.Link;
import contactimport.contact.Reason;
import contactimport.contact.Rules;
import contactimport.merge.Missing.InboxOf;
import contactimport.merge.Missing.LinkKey;
import contactimport.verify.VerifiedPatch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides lines over {@link Stored} people as the store does, without one: it begins with knowing nobody, tells what was missing
 * and decides again, until nothing is missing; then it writes what {@link Written} says.
 */
final class Folding {

    private static final int MAX_ROUNDS = 20;

    private final Stored stored;
    private final Rules rules;
    private final Set<Key> keys = new LinkedHashSet<>();
    private final Set<Long> contacts = new LinkedHashSet<>();
    private final Set<LinkKey> links = new LinkedHashSet<>();
    private final Set<InboxOf> inboxes = new LinkedHashSet<>();
    private People people = new People(List.of());

    /** New contacts are 901, 902 …, new links 951, 952 …, new source ids uuid-1, uuid-2 … */
    private static final class Counting implements Ids {
        private long contacts = 900;
        private long links = 950;
        private int sourceIds;

        @Override
        public long nextContact() {
            return ++contacts;
        }

        @Override
        public long nextLink() {
            return ++links;
        }

        @Override
        public String nextSourceId() {
            return "uuid-" + ++sourceIds;
        }
    }

    private final Counting ids = new Counting();

    Folding(Stored stored, Rules rules) {
        this.stored = stored;
        this.rules = rules;
    }

    /** All lines in one chunk; what they did is in the stored people afterwards. */
    List<Decision> fold(List<VerifiedPatch> lines, Map<Long, String> overtaken) {
        for (int round = 0; round < MAX_ROUNDS; round++) {
            people = new People(rules.match());
            tell();
            Counting before = new Counting();
            before.contacts = ids.contacts;
            before.links = ids.links;
            before.sourceIds = ids.sourceIds;
            Merger merger = new Merger(rules, before);
            List<Decision> decisions = new ArrayList<>();
            lines.forEach(line -> decisions.add(merger.decide(people, line, overtaken)));
            Missing missing = people.missing();
            if (missing.isEmpty()) {
                ids.contacts = before.contacts;
                ids.links = before.links;
                ids.sourceIds = before.sourceIds;
                write();
                return decisions;
            }
            keys.addAll(missing.keys());
            contacts.addAll(missing.contacts());
            links.addAll(missing.links());
            inboxes.addAll(missing.inboxesOf());
        }
        throw new AssertionError("always something is missing: " + keys + contacts + links + inboxes);
    }

    private void tell() {
        contacts.forEach(this::tell);
        links.forEach(people::knowAbsent);
        for (Link link : stored.links.values()) {
            if (links.contains(new LinkKey(link.inboxId(), link.sourceId()))
                    || inboxes.contains(new InboxOf(link.contactId(), link.inboxId()))) {
                people.know(link);
            }
        }
        inboxes.forEach(people::knowOldest);
        for (Key key : keys) {
            List<Long> holders = stored.contacts.values().stream()
                    .filter(c -> c.accountId() == key.accountId() && Keys.holds(c, key))
                    .map(Contact::id)
                    .toList();
            people.know(key, holders, true);
            holders.forEach(this::tell);
        }
    }

    private void tell(long id) {
        Contact contact = stored.contacts.get(id);
        if (contact == null) {
            people.knowAbsent(id);
        } else if (stored.unreadable.contains(id)) {
            people.knowUnreadable(contact);
        } else {
            people.know(contact);
        }
    }

    People people() {
        return people;
    }

    private void write() {
        Written written = people.written();
        Map<Long, Link> moved = new LinkedHashMap<>();
        for (Written.Absorption a : written.absorptions()) {
            stored.contacts.remove(a.absorbed().id());
            stored.links.values().stream()
                    .filter(link -> link.contactId() == a.absorbed().id())
                    .forEach(link -> moved.put(
                            link.id(),
                            link.withContact(written.settled(a.absorbed().id()))));
        }
        stored.links.putAll(moved);
        written.updates().forEach(id -> replace(people.present(id)));
        written.inserts().forEach(id -> insert(people.present(id)));
        written.linkUpdates().forEach(link -> {
            if (stored.links.replace(link.id(), link) == null) {
                throw new AssertionError("no such link to update: " + link.id());
            }
        });
        written.linkInserts().forEach(link -> {
            if (stored.links.put(link.id(), link) != null) {
                throw new AssertionError("there already: " + link.id());
            }
        });
    }

    private void replace(Contact contact) {
        if (stored.contacts.replace(contact.id(), contact) == null) {
            throw new AssertionError("no such contact to update: " + contact.id());
        }
    }

    private void insert(Contact contact) {
        if (stored.contacts.put(contact.id(), contact) != null) {
            throw new AssertionError("there already: " + contact.id());
        }
    }

    /** {@code updated 1}, {@code merged 2 NOT_LINKED}, {@code rejected CONFLICT_EMAIL}. */
    static String words(Decision decision) {
        return decision.fold(
                a -> a.outcome().label() + " " + a.contactId()
                        + a.warnings().stream().map(w -> " " + w.code()).collect(Collectors.joining()),
                r -> "rejected " + Reason.codes(r.reasons()));
    }

    /** What people read: of every warning, or of every reason, the field and the sentence. */
    static List<String> sentences(Decision decision) {
        return decision.fold(
                a -> a.warnings().stream()
                        .map(w -> w.code() + " " + w.field() + ": " + w.detail())
                        .toList(),
                r -> r.reasons().stream()
                        .map(reason -> reason.code() + " " + reason.sentence())
                        .toList());
    }
}
