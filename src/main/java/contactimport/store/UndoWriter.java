package contactimport.store;

import static java.util.Objects.requireNonNull;

import contactimport.contact.Contact;
import contactimport.contact.Link;
import contactimport.merge.UndoPicture;
import contactimport.merge.UndoPicture.Move;
import contactimport.merge.UndoPicture.Removal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes what the undo of some entries comes to, in a fixed order: keys that leave a contact, absorptions that are made again,
 * rows that go back where they were, links and contacts that go, contacts that come back, updates, links.
 */
final class UndoWriter {

    private final Undoing undoing;
    private final ContactWriter contacts;
    private final ContactColumns columns;
    private final WholeRows whole;
    private final MovedBack moved;
    private final AbsorbWriter absorptions;

    UndoWriter(Undoing undoing) {
        this.undoing = undoing;
        columns = new ContactColumns(undoing.platform());
        contacts = new ContactWriter(columns);
        whole = new WholeRows(undoing.undone());
        moved = new MovedBack(undoing);
        absorptions = new AbsorbWriter(undoing.platform(), undoing.references(), undoing.runNo());
    }

    /** @return the records of the contacts as written, by id */
    Map<Long, String> write(Connection c, UndoPicture picture) throws SQLException {
        List<Contact> updates = picture.updates().stream()
                .sorted(java.util.Comparator.comparingLong(Contact::id))
                .toList();
        releaseKeys(c, picture, updates);
        absorbAgain(c, picture);
        moved.write(c, picture.broughtBack());
        removeLinks(c, picture.removedLinks());
        removeContacts(c, picture);
        insert(c, picture);
        Map<Long, String> records = new HashMap<>();
        contacts.put(c, "undo-update", columns.updateStatement(), updates, records);
        insertLinks(c, picture);
        ContactWriter.updateLinks(c, picture.linkUpdates());
        Rows.update(c, "set constraints all immediate");
        return records;
    }

    /** E-mail and identifier have a unique index: one that moves is taken off the first contact before the other gets it. */
    private static void releaseKeys(Connection c, UndoPicture picture, List<Contact> updates) throws SQLException {
        List<Contact> all = new ArrayList<>(updates);
        picture.broughtBack().forEach(move -> addPresent(picture, move.contact().id(), all));
        picture.reinserted().keySet().forEach(id -> addPresent(picture, id, all));
        release(c, "email", picture, updates, all, Contact::email);
        release(c, "identifier", picture, updates, all, Contact::identifier);
    }

    private static void addPresent(UndoPicture picture, long id, List<Contact> all) {
        Contact present = picture.contact(id);
        if (present != null) {
            all.add(present);
        }
    }

    private static void release(
            Connection c,
            String column,
            UndoPicture picture,
            List<Contact> updates,
            List<Contact> all,
            Function<Contact, @Nullable String> key)
            throws SQLException {
        Set<String> wanted = new HashSet<>();
        all.forEach(contact -> wanted.add(contact.accountId() + " " + key.apply(contact)));
        long[] leaving = updates.stream()
                .filter(contact -> {
                    String was = key.apply(requireNonNull(picture.asRead(contact.id())));
                    return was != null
                            && !was.equals(key.apply(contact))
                            && wanted.contains(contact.accountId() + " " + was);
                })
                .mapToLong(Contact::id)
                .toArray();
        if (leaving.length > 0) {
            Rows.update(c, Sql.named("release-" + column), leaving);
        }
    }

    private void absorbAgain(Connection c, UndoPicture picture) throws SQLException {
        List<AbsorbWriter.Gone> gone = new ArrayList<>();
        List<AbsorbWriter.Gone> unborn = new ArrayList<>();
        for (Move move : picture.absorbedAgain()) {
            Contact was = picture.asRead(move.contact().id());
            boolean written = was != null && UndoPicture.isSame(was, move.contact());
            String unwritten = written ? null : ContactJson.of(move.contact());
            (was == null ? unborn : gone)
                    .add(new AbsorbWriter.Gone(
                            move.contact().id(),
                            move.kept(),
                            picture.rank(move.contact().id()),
                            move.ordinal(),
                            unwritten));
        }
        absorptions.absorb(c, gone);
        absorptions.keepUnborn(c, unborn, undoing.undone());
        gone.addAll(unborn);
        absorptions.moveGiven(c, picture.givenToAbsorbed(), gone);
    }

    private void removeLinks(Connection c, Map<Long, Long> links) throws SQLException {
        List<Removed> gone = new ArrayList<>();
        links.forEach((id, ordinal) -> gone.add(new Removed(id, ordinal, null)));
        remove(c, "contact_inboxes", gone);
    }

    /** @param differs columns that are otherwise than the row has them, JSON */
    private record Removed(long id, long ordinal, @Nullable String differs) {}

    private void removeContacts(Connection c, UndoPicture picture) throws SQLException {
        List<Removed> gone = new ArrayList<>();
        List<Removed> unborn = new ArrayList<>();
        for (Removal removal : picture.removed()) {
            Contact contact = removal.contact();
            Contact was = picture.asRead(contact.id());
            boolean same = was != null && UndoPicture.isSame(was, contact);
            (was == null ? unborn : gone)
                    .add(new Removed(contact.id(), removal.ordinal(), same ? null : ContactJson.of(contact)));
        }
        remove(c, "contacts", gone);
        if (!unborn.isEmpty()) {
            Rows.update(
                    c,
                    Sql.named("undo-remove-unborn"),
                    undoing.runNo(),
                    ids(unborn),
                    ordinals(unborn),
                    differs(unborn),
                    undoing.undone());
        }
    }

    private void remove(Connection c, String table, List<Removed> gone) throws SQLException {
        if (!gone.isEmpty()) {
            String sql = Sql.named("undo-remove").replace("{table}", table);
            int removed = Rows.update(c, sql, ids(gone), ordinals(gone), differs(gone), undoing.runNo(), table);
            if (removed != gone.size()) {
                throw new SuppressedWriteException("undo-remove " + table, gone.size(), removed);
            }
        }
    }

    private static long[] ids(List<Removed> gone) {
        return gone.stream().mapToLong(Removed::id).toArray();
    }

    private static long[] ordinals(List<Removed> gone) {
        return gone.stream().mapToLong(Removed::ordinal).toArray();
    }

    private static @Nullable String[] differs(List<Removed> gone) {
        return gone.stream().map(Removed::differs).toArray(String[]::new);
    }

    private void insert(Connection c, UndoPicture picture) throws SQLException {
        Collection<Move> back = picture.broughtBack();
        Map<Long, @Nullable String> born = new HashMap<>();
        for (Move move : back) {
            Contact is = picture.contact(move.contact().id());
            if (is != null) {
                born.put(is.id(), UndoPicture.isSame(is, move.found()) ? null : ContactJson.of(is));
            }
        }
        whole.insert(c, "contacts", "absorbed", born);
        separate(c, back);
        Map<Long, @Nullable String> again = new HashMap<>();
        for (long id : picture.reinserted().keySet()) {
            Contact is = picture.contact(id);
            if (is != null) {
                again.put(id, ContactJson.of(is));
            }
        }
        whole.insert(c, "contacts", "removed", again);
    }

    private void separate(Connection c, Collection<Move> back) throws SQLException {
        if (!back.isEmpty()) {
            Rows.update(
                    c,
                    Sql.named("undo-separated"),
                    undoing.runNo(),
                    back.stream().mapToLong(m -> m.contact().id()).toArray(),
                    back.stream().mapToLong(Move::kept).toArray(),
                    back.stream().mapToLong(Move::ordinal).toArray(),
                    back.stream()
                            .map(m -> UndoPicture.isSame(m.contact(), m.found()) ? null : ContactJson.of(m.contact()))
                            .toArray(String[]::new),
                    undoing.undone());
        }
    }

    private void insertLinks(Connection c, UndoPicture picture) throws SQLException {
        Map<Long, @Nullable String> again = new HashMap<>();
        for (long id : picture.reinsertedLinks().keySet()) {
            Link link = picture.link(id);
            if (link != null) {
                again.put(id, "{\"contact_id\":" + link.contactId() + ",\"hmac_verified\":" + link.verified() + "}");
            }
        }
        whole.insert(c, "contact_inboxes", "removed", again);
    }
}
