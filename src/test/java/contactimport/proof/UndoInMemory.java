package contactimport.proof;

import contactimport.contact.Contact;
import contactimport.contact.Email;
import contactimport.contact.Link;
import contactimport.contact.MatchKey;
import contactimport.contact.Outcome;
import contactimport.contact.Text;
import contactimport.merge.Key;
import contactimport.merge.Keys;
import contactimport.merge.UndoEntry;
import contactimport.merge.UndoPicture;
import contactimport.merge.UndoPicture.Facts;
import contactimport.merge.UndoPicture.Holder;
import contactimport.merge.UndoPicture.LinkMove;
import contactimport.merge.UndoPicture.Move;
import contactimport.merge.UndoScope;
import contactimport.merge.Undoer;
import contactimport.merge.Undone;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The product's rules of undo over plain rows and without a database, slice by slice, contacts and links only: what {@link
 * RulesInMemory} did, and what it did itself.
 */
final class UndoInMemory {

    private final Tables db;
    private final Tables original;
    private final MemoryLedger undone;
    private final MemoryLedger ledger = new MemoryLedger();
    private final List<Undone> results = new ArrayList<>();

    /**
     * @param db what is there now, and is changed
     * @param original what was there before the run that is to be undone
     * @param undone what that run did
     */
    UndoInMemory(Tables db, Tables original, MemoryLedger undone) {
        this.db = db;
        this.original = original;
        this.undone = undone;
    }

    /** @return what this undo did in its turn */
    MemoryLedger run(int slice) {
        List<UndoEntry> entries = new ArrayList<>(undone.entries);
        Collections.reverse(entries);
        new UndoGroups(undone, slice).slices(entries).forEach(this::undo);
        return ledger;
    }

    /** One for each entry, the last entry's first. */
    List<Undone> results() {
        return results;
    }

    private void undo(List<UndoEntry> entries) {
        UndoPicture picture = picture(entries);
        List<Undone> decided = new Undoer(new UndoScope(List.of()), picture).undo(entries);
        absorbAgain(picture);
        moveBack(picture.broughtBack());
        remove(picture);
        insert(picture);
        picture.updates().forEach(c -> MemoryRows.fill(db.find("contacts", c.id()), c));
        for (long id : picture.reinsertedLinks().keySet()) {
            Row link = undone.removedLinks.get(id).row().copy();
            db.add("contact_inboxes", MemoryRows.fill(link, Objects.requireNonNull(picture.link(id))));
        }
        picture.linkUpdates().forEach(l -> MemoryRows.fill(db.find("contact_inboxes", l.id()), l));
        for (int i = 0; i < entries.size(); i++) {
            record(entries.get(i), decided.get(i), picture);
        }
        results.addAll(decided);
    }

    private void record(UndoEntry entry, Undone result, UndoPicture picture) {
        if (result.changes().isEmpty()) {
            return;
        }
        MemoryLedger.Whole removed = ledger.removedContacts.values().stream()
                .filter(whole -> whole.ordinal() == entry.ordinal())
                .findFirst()
                .orElse(null);
        ledger.entries.add(new UndoEntry(
                entry.ordinal(),
                entry.line(),
                result.outcome(),
                entry.contactId(),
                result.changes().before(),
                result.changes().after(),
                ledger.absorbedBy(entry.ordinal()),
                picture.broughtBack().stream()
                        .filter(move -> move.ordinal() == entry.ordinal())
                        .map(Move::contact)
                        .toList(),
                removed == null ? null : MemoryRows.contact(removed.row())));
    }

    // ---- what is written ----

    private void absorbAgain(UndoPicture picture) {
        for (Move move : picture.absorbedAgain()) {
            long id = move.contact().id();
            Row row = db.find("contacts", id);
            Row whole = row == null ? undone.removedContacts.get(id).row() : row; // taken away, and not inserted yet
            ledger.absorb(db, move.ordinal(), MemoryRows.fill(whole.copy(), move.contact()), move.kept());
        }
        ledger.moveGiven(picture.givenToAbsorbed());
    }

    /** Where it came from first, unless it points elsewhere by now than where it went last. */
    private void moveBack(Collection<Move> back) {
        Map<Long, Long> home = new HashMap<>();
        Map<Long, Long> last = new HashMap<>();
        for (MemoryLedger.Moved moved : undone.moved) {
            boolean comesBack = back.stream()
                    .anyMatch(m -> m.ordinal() == moved.ordinal() && m.contact().id() == moved.absorbed());
            if (comesBack) {
                moved.links().forEach(link -> {
                    home.putIfAbsent(link, moved.absorbed());
                    last.put(link, moved.kept());
                });
            }
        }
        home.forEach((id, contact) -> {
            Row link = db.find("contact_inboxes", id);
            if (link != null && link.is("contact_id", last.get(id))) {
                link.put("contact_id", contact);
            }
        });
    }

    private void remove(UndoPicture picture) {
        picture.removedLinks().forEach((id, ordinal) -> {
            Row row = db.find("contact_inboxes", id);
            ledger.removedLinks.put(id, new MemoryLedger.Whole(ordinal, row.copy()));
            db.rows("contact_inboxes").remove(row);
        });
        for (UndoPicture.Removal removal : picture.removed()) {
            long id = removal.contact().id();
            Row row = db.find("contacts", id);
            Row whole = row == null ? undone.absorbed.get(id).row().copy() : row.copy();
            ledger.removedContacts.put(
                    id, new MemoryLedger.Whole(removal.ordinal(), MemoryRows.fill(whole, removal.contact())));
            db.rows("contacts").remove(row);
        }
    }

    private void insert(UndoPicture picture) {
        for (Move move : picture.broughtBack()) {
            long id = move.contact().id();
            insert(picture.contact(id), undone.absorbed.get(id));
        }
        for (long id : picture.reinserted().keySet()) {
            insert(picture.contact(id), undone.removedContacts.get(id));
        }
    }

    private void insert(Contact present, MemoryLedger.Whole whole) {
        if (present != null) {
            db.add("contacts", MemoryRows.fill(whole.row().copy(), present));
        }
    }

    // ---- what is read ----

    private UndoPicture picture(List<UndoEntry> entries) {
        Set<Long> made = new HashSet<>();
        entries.stream().filter(e -> e.outcome() == Outcome.CREATED).forEach(e -> made.add(e.contactId()));
        Map<Long, List<LinkMove>> moves = moves(entries);
        List<Link> links = links(entries, made, moves);
        Set<Long> ids = new LinkedHashSet<>();
        for (UndoEntry entry : entries) {
            ids.add(entry.contactId());
            entry.absorbed().forEach(c -> ids.add(c.id()));
            entry.separated().forEach(c -> ids.add(c.id()));
        }
        links.forEach(link -> ids.add(link.contactId()));
        List<Contact> people = new ArrayList<>();
        for (long id : ids) {
            Row row = db.find("contacts", id);
            if (row != null) {
                people.add(MemoryRows.contact(row));
            }
        }
        Facts facts = new Facts(
                Set.of(),
                goingBack(made),
                Set.of(),
                wentInto(entries),
                Set.copyOf(ledger.removedContacts.keySet()),
                moves,
                linkKeysTaken(entries),
                holders(entries));
        return new UndoPicture(people, links, facts);
    }

    private Map<Long, List<LinkMove>> moves(List<UndoEntry> entries) {
        Map<Long, List<LinkMove>> moves = new HashMap<>();
        for (MemoryLedger.Moved moved : undone.moved) {
            if (entries.stream().anyMatch(e -> e.ordinal() == moved.ordinal())) {
                moved.links()
                        .forEach(link -> moves.computeIfAbsent(moved.ordinal(), o -> new ArrayList<>())
                                .add(new LinkMove(link, moved.absorbed(), moved.kept())));
            }
        }
        return moves;
    }

    private List<Link> links(List<UndoEntry> entries, Set<Long> made, Map<Long, List<LinkMove>> moves) {
        Set<Long> ids = new HashSet<>();
        Set<Long> contacts = new HashSet<>(made);
        entries.forEach(entry -> {
            ids.addAll(entry.links().keySet());
            entry.separated().forEach(c -> contacts.add(c.id()));
        });
        moves.values()
                .forEach(of -> of.stream()
                        .filter(move -> made.contains(move.absorbed()))
                        .forEach(move -> ids.add(move.linkId())));
        return db.rows("contact_inboxes").stream()
                .filter(row -> ids.contains(row.id()) || contacts.contains(row.number("contact_id")))
                .map(MemoryRows::link)
                .toList();
    }

    private Set<Long> goingBack(Set<Long> made) {
        Set<Long> back = new HashSet<>();
        undone.moved.stream().filter(m -> made.contains(m.kept())).forEach(m -> back.addAll(m.links()));
        return back;
    }

    private Map<Long, Set<Long>> wentInto(List<UndoEntry> entries) {
        Map<Long, Set<Long>> wentInto = new HashMap<>();
        entries.forEach(entry -> entry.links().values().forEach(change -> {
            wentInto.put(entry.contactId(), way(entry.contactId()));
            if (change.after().get("contact_id") instanceof BigDecimal id) {
                wentInto.put(id.longValueExact(), way(id.longValueExact()));
            }
        }));
        return wentInto;
    }

    private Set<Long> way(long id) {
        Set<Long> way = new HashSet<>();
        for (Long next = undone.keptBy.get(id); next != null && way.add(next); ) {
            next = undone.keptBy.get(next);
        }
        return way;
    }

    private Set<Long> linkKeysTaken(List<UndoEntry> entries) {
        Set<Long> taken = new HashSet<>();
        entries.forEach(entry -> entry.links().forEach((id, change) -> {
            boolean other = change.isRemoved()
                    && db.rows("contact_inboxes").stream()
                            .anyMatch(row -> !row.is("id", id)
                                    && row.is("source_id", change.before().get("source_id"))
                                    && row.is(
                                            "inbox_id",
                                            ((BigDecimal) change.before().get("inbox_id")).longValueExact()));
            if (other) {
                taken.add(id);
            }
        }));
        return taken;
    }

    private Map<Key, List<Holder>> holders(List<UndoEntry> entries) {
        Set<Key> keys = new LinkedHashSet<>();
        Map<Long, Long> accounts = accounts(entries);
        for (UndoEntry entry : entries) {
            Long account = accounts.get(entry.contactId());
            if (account != null) {
                want(keys, account, MatchKey.EMAIL, entry.before().get("email"));
                want(keys, account, MatchKey.PHONE, entry.before().get("phone_number"));
                want(keys, account, MatchKey.IDENTIFIER, entry.before().get("identifier"));
            }
            entry.absorbed().forEach(c -> keys.addAll(Keys.of(c, List.of())));
            if (entry.removed() != null) {
                keys.addAll(Keys.of(entry.removed(), List.of()));
            }
        }
        Map<Key, List<Holder>> holders = new HashMap<>();
        for (Key key : keys) {
            for (Row row : db.rows("contacts")) {
                if (row.is("account_id", key.accountId()) && Keys.holds(MemoryRows.contact(row), key)) {
                    holders.computeIfAbsent(key, k -> new ArrayList<>()).add(holder(row, key));
                }
            }
        }
        return holders;
    }

    /** Of the contacts that are there, and of those that come back. */
    private Map<Long, Long> accounts(List<UndoEntry> entries) {
        Map<Long, Long> accounts = new HashMap<>();
        db.rows("contacts").forEach(row -> accounts.put(row.id(), row.number("account_id")));
        for (UndoEntry entry : entries) {
            entry.absorbed().forEach(c -> accounts.put(c.id(), c.accountId()));
            if (entry.removed() != null) {
                accounts.put(entry.removed().id(), entry.removed().accountId());
            }
        }
        return accounts;
    }

    private Holder holder(Row row, Key key) {
        Row was = original.find("contacts", row.id());
        String column = switch (key.by().kind()) {
            case EMAIL -> "email";
            case PHONE -> "phone_number";
            default -> "identifier";
        };
        return new Holder(row.id(), row.text(column), was != null && Keys.holds(MemoryRows.contact(was), key));
    }

    private static void want(Set<Key> keys, long account, MatchKey by, Object value) {
        if (value instanceof String text && !Text.isBlank(text)) {
            keys.add(new Key(account, by, by.equals(MatchKey.EMAIL) ? Email.fold(text) : text));
        }
    }
}
