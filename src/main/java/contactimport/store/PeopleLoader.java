package contactimport.store;

import static java.util.Objects.requireNonNull;

import contactimport.contact.Link;
import contactimport.contact.MatchKey;
import contactimport.contact.Rules;
import contactimport.merge.Key;
import contactimport.merge.Keys;
import contactimport.merge.Missing.InboxOf;
import contactimport.merge.Missing.LinkKey;
import contactimport.merge.People;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds, locks and reads again the people that the lines of a chunk can touch. What is found without a lock is only a hint
 * whom to lock; what the lines are decided on is read when it is locked, and what is not there is looked for again after all locks are held. Locks are taken in one
 * order everywhere, links before contacts and each by id, so that two chunks never wait for each other in a circle.
 */
final class PeopleLoader {

    private final Rules rules;
    private final LinkTable links;
    private final ContactTable contacts;
    private final Holders holders;

    PeopleLoader(Rules rules, LinkTable links, ContactTable contacts, Holders holders) {
        this.rules = rules;
        this.links = links;
        this.contacts = contacts;
        this.holders = holders;
    }

    /** What the lines will ask for, as far as it can be told without a lock. */
    Wants wantsOf(Connection c, List<StagedRow> rows) throws SQLException {
        Wants wants = new Wants();
        for (StagedRow row : rows) {
            LinkKey link = linkOf(row);
            if (link != null) {
                wants.links().add(link);
            }
        }
        if (rules.match().stream().anyMatch(by -> by.kind() == MatchKey.Kind.ATTRIBUTE)) {
            lookUpKeys(c, rows, wants);
        } else {
            rows.forEach(row -> Keys.named(row.patch(), rules).stream()
                    .filter(key -> (row.hint().openKeys() & bit(key)) != 0)
                    .forEach(wants::holdersOf));
        }
        wantLinksOfMatched(c, rows, wants);
        return wants;
    }

    private static int bit(Key key) {
        return switch (key.by().kind()) {
            case IDENTIFIER -> 1;
            case EMAIL -> 2;
            case PHONE -> 4;
            default -> throw new IllegalArgumentException("no hint tells who holds " + key);
        };
    }

    private void lookUpKeys(Connection c, List<StagedRow> rows, Wants wants) throws SQLException {
        Map<LinkKey, Link> found = links.find(c, wants.links());
        Map<Long, List<Key>> held = contacts.keysOf(c, contactsOf(found.values()), rules.match());
        for (StagedRow row : rows) {
            Link link = found.get(linkOf(row));
            List<Key> own = link == null ? null : held.get(link.contactId());
            Keys.named(row.patch(), rules).stream()
                    .filter(key -> own == null || !own.contains(key))
                    .forEach(wants::holdersOf);
        }
    }

    /** A line without a source id uses a link of the contact that one of its keys finds. */
    private void wantLinksOfMatched(Connection c, List<StagedRow> rows, Wants wants) throws SQLException {
        List<StagedRow> without =
                rows.stream().filter(row -> row.patch().sourceId() == null).toList();
        if (without.isEmpty()) {
            return;
        }
        Map<Key, List<Long>> found = holders.find(c, wants.keys());
        for (StagedRow row : without) {
            for (Key key : Keys.named(row.patch(), rules)) {
                found.getOrDefault(key, List.of())
                        .forEach(id -> wants.inboxesOf()
                                .add(new InboxOf(id, row.patch().inboxId())));
            }
        }
    }

    private static @Nullable LinkKey linkOf(StagedRow row) {
        String sourceId = row.patch().sourceId();
        return sourceId == null ? null : new LinkKey(row.patch().inboxId(), sourceId);
    }

    /** What was found at one moment. */
    private record Found(Map<LinkKey, Link> links, List<Link> linksOf, Map<Key, List<Long>> holders) {

        Set<Long> linkIds() {
            Set<Long> ids = new HashSet<>();
            links.values().forEach(link -> ids.add(link.id()));
            linksOf.forEach(link -> ids.add(link.id()));
            return ids;
        }

        Set<Long> contactIds(Wants wants) {
            Set<Long> ids = contactsOf(links.values());
            ids.addAll(wants.contacts());
            ids.addAll(contactsOf(linksOf));
            holders.values().forEach(ids::addAll);
            return ids;
        }
    }

    private Found find(Connection c, Wants wants) throws SQLException {
        return new Found(
                links.find(c, wants.links()), links.ofContacts(c, wants.inboxesOf()), holders.find(c, wants.keys()));
    }

    /**
     * Whom to lock.
     *
     * @param told contacts whose links are not known yet: those that are named are to be locked, too
     */
    private record Whom(Set<Long> links, Set<Long> contacts, Set<Long> told, Set<LinkKey> named) {

        /** What the slice was read with. */
        static Whom of(List<StagedRow> rows) {
            Whom whom = new Whom(
                    new HashSet<>(), new HashSet<>(2 * rows.size()), new HashSet<>(2 * rows.size()), new HashSet<>());
            rows.forEach(whom::add);
            return whom;
        }

        private void add(StagedRow row) {
            StagedRow.Hint hint = row.hint();
            if (hint.tellsContactOnly()) {
                told.add(hint.contactId());
                named.add(requireNonNull(linkOf(row)));
                contacts.add(hint.contactId());
            } else if (hint.linkId() != 0) {
                links.add(hint.linkId());
                contacts.add(hint.contactId());
            }
        }
    }

    /** What the slice was read with, and what its other keys find now. */
    private Whom hinted(Connection c, List<StagedRow> rows, Wants wants) throws SQLException {
        Whom whom = Whom.of(rows);
        links.ofContacts(c, wants.inboxesOf()).forEach(link -> {
            whom.links().add(link.id());
            whom.contacts().add(link.contactId());
        });
        whom.contacts().addAll(wants.contacts());
        holders.find(c, wants.keys()).values().forEach(whom.contacts()::addAll);
        return whom;
    }

    private Whom found(Connection c, Wants wants) throws SQLException {
        Found found = find(c, wants);
        return new Whom(found.linkIds(), found.contactIds(wants), Set.of(), Set.of());
    }

    /**
     * The people, locked and read; null if somebody changed between finding and locking who must be locked: then the caller
     * lets go of the locks and begins again.
     *
     * @param rows whose hints tell whom to lock; empty when these have turned out to be wrong
     */
    @Nullable People lockAndRead(Connection c, List<StagedRow> rows, Wants wants) throws SQLException {
        Whom whom = rows.isEmpty() ? found(c, wants) : hinted(c, rows, wants);
        People people = new People(rules.match());
        Set<Long> lockedLinks = new HashSet<>(2 * wants.links().size());
        Map<LinkKey, Link> held = new HashMap<>(2 * wants.links().size());
        for (Link link : links.lockAndRead(c, whom.links(), whom.told(), whom.named())) {
            lockedLinks.add(link.id());
            held.put(new LinkKey(link.inboxId(), link.sourceId()), link);
        }
        whom.contacts().forEach(people::knowAbsent);
        contacts.lockAndRead(c, whom.contacts(), people);
        Found found = findAgain(c, wants, held);
        if (!lockedLinks.containsAll(found.linkIds()) || !whom.contacts().containsAll(found.contactIds(wants))) {
            return null;
        }
        complete(people, wants, found);
        return people;
    }

    /** A locked link stays what it is; only those that were not there are looked for in a new statement. */
    private Found findAgain(Connection c, Wants wants, Map<LinkKey, Link> held) throws SQLException {
        Set<LinkKey> absent = new HashSet<>();
        Map<LinkKey, Link> wanted = new HashMap<>(2 * wants.links().size());
        for (LinkKey key : wants.links()) {
            Link link = held.get(key);
            if (link == null) {
                absent.add(key);
            } else {
                wanted.put(key, link);
            }
        }
        wanted.putAll(links.find(c, absent));
        return new Found(wanted, links.ofContacts(c, wants.inboxesOf()), holders.find(c, wants.keys()));
    }

    private static void complete(People people, Wants wants, Found found) {
        wants.links().forEach(people::knowAbsent);
        found.links().values().forEach(people::know);
        found.linksOf().forEach(people::know);
        wants.inboxesOf().forEach(people::knowOldest);
        wants.keys().forEach((key, limit) -> {
            List<Long> ids = found.holders().getOrDefault(key, List.of());
            people.know(key, holding(people, key, ids), ids.size() < limit);
        });
    }

    /** A hint is checked on the contact as it was read under the lock. */
    private static List<Long> holding(People people, Key key, List<Long> ids) {
        return ids.stream()
                .filter(id -> people.asRead(id) != null && Keys.holds(requireNonNull(people.asRead(id)), key))
                .toList();
    }

    private static Set<Long> contactsOf(Collection<Link> links) {
        Set<Long> ids = new HashSet<>();
        links.forEach(link -> ids.add(link.contactId()));
        return ids;
    }
}
