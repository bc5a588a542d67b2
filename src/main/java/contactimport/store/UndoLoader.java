package contactimport.store;

import contactimport.contact.Contact;
import contactimport.contact.Link;
import contactimport.contact.MatchKey;
import contactimport.contact.Outcome;
import contactimport.merge.Key;
import contactimport.merge.People;
import contactimport.merge.UndoEntry;
import contactimport.merge.UndoPicture;
import contactimport.merge.UndoPicture.Facts;
import contactimport.merge.UndoPicture.LinkMove;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Locks and reads what some entries can touch when they are undone: links first, then contacts, each by id. */
final class UndoLoader {

    private final Undoing undoing;
    private final ContactTable contacts;
    private final LinkTable links = new LinkTable();
    private final UndoHolders holders;
    private final UndoReferrers referrers;

    /** @param backwards whether the undone run applied its entries from the last to the first */
    UndoLoader(Undoing undoing, boolean backwards) {
        this.undoing = undoing;
        contacts = new ContactTable(new ContactColumns(undoing.platform()));
        holders = new UndoHolders(undoing, backwards);
        referrers = new UndoReferrers(undoing);
    }

    UndoPicture load(Connection c, List<UndoEntry> entries) throws SQLException {
        long[] ordinals = entries.stream().mapToLong(UndoEntry::ordinal).toArray();
        Set<Long> made = ids(entries.stream().filter(e -> e.outcome() == Outcome.CREATED));
        List<LinkMove> moves = new ArrayList<>();
        Map<Long, List<LinkMove>> movesOf = linkMoves(c, ordinals, moves);
        Set<Long> linkIds = linkIds(entries, moves, made);
        Map<Long, Link> found = UndoLinks.read(c, linkIds, withLinks(entries, made));
        links.lock(c, found.keySet());
        Set<Long> contactIds = contactIds(entries, found.values());
        contacts.lock(c, contactIds);
        found = UndoLinks.read(c, found.keySet(), List.of());
        List<Contact> people = people(c, contactIds);
        return new UndoPicture(
                people,
                found.values(),
                new Facts(
                        referrers.contacts(c, made),
                        referrers.linksGoingBack(c, made),
                        referrers.links(c, madeLinks(entries)),
                        UndoLinks.wentInto(c, undoing.undone(), entries),
                        removedBefore(c, made),
                        movesOf,
                        UndoLinks.keysTaken(c, links, entries),
                        holders.find(c, keys(entries, people), contactIds)));
    }

    private Map<Long, List<LinkMove>> linkMoves(Connection c, long[] ordinals, List<LinkMove> all) throws SQLException {
        Map<Long, List<LinkMove>> moves = new HashMap<>();
        Rows.each(
                c,
                Sql.named("undo-link-moves"),
                row -> {
                    LinkMove move = new LinkMove(row.getLong("id"), row.getLong("absorbed"), row.getLong("kept"));
                    all.add(move);
                    moves.computeIfAbsent(row.getLong("ordinal"), o -> new ArrayList<>())
                            .add(move);
                },
                undoing.undone(),
                ordinals);
        return moves;
    }

    /** Of the links that absorptions moved, only those matter that belong to a contact which may be taken away. */
    private static Set<Long> linkIds(List<UndoEntry> entries, List<LinkMove> moves, Set<Long> made) {
        Set<Long> ids = new HashSet<>();
        entries.forEach(entry -> ids.addAll(entry.links().keySet()));
        moves.stream().filter(move -> made.contains(move.absorbed())).forEach(move -> ids.add(move.linkId()));
        return ids;
    }

    /** Contacts all of whose links matter: those that go, because they go only without links or with them. */
    private static Set<Long> withLinks(List<UndoEntry> entries, Set<Long> made) {
        Set<Long> ids = new HashSet<>(made);
        entries.forEach(entry -> entry.separated().forEach(contact -> ids.add(contact.id())));
        return ids;
    }

    private static Set<Long> madeLinks(List<UndoEntry> entries) {
        Set<Long> ids = new HashSet<>();
        entries.forEach(entry -> entry.links().forEach((id, change) -> {
            if (change.isMade()) {
                ids.add(id);
            }
        }));
        return ids;
    }

    private static Set<Long> ids(java.util.stream.Stream<UndoEntry> entries) {
        Set<Long> ids = new HashSet<>();
        entries.forEach(entry -> ids.add(entry.contactId()));
        return ids;
    }

    private static Set<Long> contactIds(List<UndoEntry> entries, Collection<Link> links) {
        Set<Long> ids = ids(entries.stream());
        for (UndoEntry entry : entries) {
            entry.absorbed().forEach(contact -> ids.add(contact.id()));
            entry.separated().forEach(contact -> ids.add(contact.id()));
        }
        links.forEach(link -> ids.add(link.contactId()));
        return ids;
    }

    private List<Contact> people(Connection c, Set<Long> ids) throws SQLException {
        People people = new People(List.<MatchKey>of());
        contacts.read(c, ids, people);
        List<Contact> read = new ArrayList<>();
        for (long id : ids) {
            Contact contact = people.asRead(id);
            if (contact != null) {
                read.add(contact);
            }
        }
        return read;
    }

    private Set<Long> removedBefore(Connection c, Set<Long> made) throws SQLException {
        Set<Long> removed = new HashSet<>();
        if (!made.isEmpty()) {
            Rows.each(
                    c,
                    Sql.named("undo-removed-before"),
                    row -> removed.add(row.getLong(1)),
                    undoing.undone(),
                    Rows.longs(made));
        }
        return removed;
    }

    private static Set<Key> keys(List<UndoEntry> entries, List<Contact> people) {
        Map<Long, Long> accounts = new HashMap<>();
        people.forEach(contact -> accounts.put(contact.id(), contact.accountId()));
        Set<Key> keys = new HashSet<>();
        for (UndoEntry entry : entries) {
            entry.absorbed().forEach(contact -> accounts.put(contact.id(), contact.accountId()));
            if (entry.removed() != null) { // it comes back, and later entries give it keys
                accounts.put(entry.removed().id(), entry.removed().accountId());
            }
        }
        for (UndoEntry entry : entries) {
            Long account = accounts.get(entry.contactId());
            if (account != null) {
                UndoHolders.wants(keys, account, entry.before());
            }
            entry.absorbed().forEach(contact -> UndoHolders.wants(keys, contact));
            if (entry.removed() != null) {
                UndoHolders.wants(keys, entry.removed());
            }
        }
        return keys;
    }
}
