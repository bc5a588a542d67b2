package contactimport.merge;

import contactimport.contact.Code;
import contactimport.contact.Contact;
import contactimport.contact.Link;
import contactimport.contact.Outcome;
import contactimport.merge.UndoEntry.LinkChange;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Undoes entries of a ledger, the last one first: links, then fields, then what had been absorbed. Nothing is forced: what
 * somebody has changed, taken or come to use since is kept and reported.
 *
 * <pre>
 * entry name Ada → Ada L., name now Ada L.  → updated: Ada
 * entry name Ada → Ada L., name now Augusta → rejected UNDO_CHANGED_SINCE
 * entry created Bob, who has a conversation → rejected UNDO_REFERRED
 * </pre>
 */
public final class Undoer {

    private final UndoScope scope;
    private final UndoPicture picture;
    private final Map<Long, List<UndoEntry>> ofContact = new HashMap<>();

    public Undoer(UndoScope scope, UndoPicture picture) {
        this.scope = scope;
        this.picture = picture;
    }

    /**
     * Decides all entries and leaves their effect in the picture.
     *
     * @param entries in the order opposite to that in which they were applied
     */
    public List<Undone> undo(List<UndoEntry> entries) {
        UndoKeys keys = new UndoKeys(scope, picture);
        entries.forEach(entry -> ofContact
                .computeIfAbsent(entry.contactId(), id -> new ArrayList<>())
                .add(entry));
        List<Undone> undone;
        do {
            // Keys are looked at when everything is where it is to be: on the way there two may hold the same.
            picture.begin();
            scope.again();
            undone = entries.stream().map(this::undo).toList();
        } while (keys.blockTaken());
        return undone;
    }

    private Undone undo(UndoEntry entry) {
        List<Kept> kept = new ArrayList<>();
        Changes changes = new Changes();
        Outcome outcome = entry.removed() == null ? undo(entry, changes, kept) : reinsert(entry, changes, kept);
        boolean nothing = changes.isEmpty();
        return new Undone(!nothing ? outcome : kept.isEmpty() ? Outcome.UNCHANGED : Outcome.REJECTED, changes, kept);
    }

    private Outcome undo(UndoEntry entry, Changes changes, List<Kept> kept) {
        Contact contact = picture.contact(entry.contactId());
        if (contact == null) {
            if (!picture.facts().alreadyRemoved().contains(entry.contactId())) {
                kept.add(new Kept(Code.UNDO_CONTACT_GONE, "contact", "it has been deleted or absorbed since"));
            }
            return Outcome.UNCHANGED;
        }
        if (scope.isEverything()) {
            entry.links().forEach((id, change) -> link(entry, id, change, changes, kept));
        }
        if (scope.isEverything() && entry.outcome() == Outcome.CREATED) {
            remove(entry, contact, changes, kept);
            return Outcome.UPDATED;
        }
        Contact put = new Restorer(scope, contact.id(), ofContact.getOrDefault(contact.id(), List.of()), kept)
                .restore(contact, entry.before(), entry.after());
        picture.write(put);
        changes.contact(contact, put);
        return scope.isEverything() ? whole(entry, changes, kept) : Outcome.UPDATED;
    }

    private Outcome whole(UndoEntry entry, Changes changes, List<Kept> kept) {
        List<Long> back = new ArrayList<>();
        for (Contact absorbed : entry.absorbed()) {
            if (picture.contact(absorbed.id()) != null) {
                continue; // somebody has brought it back
            }
            Contact free = UndoKeys.withoutTaken(scope, absorbed, kept);
            picture.bringBack(absorbed, free, entry.contactId(), entry.ordinal());
            back.add(absorbed.id());
        }
        changes.note("brought_back", back);
        List<Long> again = new ArrayList<>();
        for (Contact separated : entry.separated()) {
            absorbAgain(entry, separated, again, kept);
        }
        changes.note("absorbed_again", again);
        return again.isEmpty() ? Outcome.UPDATED : Outcome.MERGED;
    }

    private void absorbAgain(UndoEntry entry, Contact separated, List<Long> again, List<Kept> kept) {
        Contact now = picture.contact(separated.id());
        if (now == null) {
            return;
        }
        if (!MergeRules.sameContent(now, separated)) {
            String field = "contact " + separated.id();
            kept.add(new Kept(Code.UNDO_CHANGED_SINCE, field, "it has been changed since and is not absorbed again"));
            return;
        }
        picture.absorbAgain(now, entry.contactId(), entry.ordinal());
        again.add(separated.id());
    }

    /** A contact that the run made goes, if it is as the run left it and nothing refers to it. */
    private void remove(UndoEntry entry, Contact contact, Changes changes, List<Kept> kept) {
        int before = kept.size();
        if (picture.hasLinks(contact.id()) || picture.facts().referred().contains(contact.id())) {
            kept.add(new Kept(Code.UNDO_REFERRED, "contact", "something refers to it"));
        }
        Map<String, @Nullable Object> is = new Changes().contact(null, contact).after();
        for (String field : Restorer.fieldNames()) {
            boolean same = is.containsKey(field) == entry.after().containsKey(field)
                    && contactimport.contact.Attributes.same(
                            is.get(field), entry.after().get(field));
            if (!same) {
                kept.add(new Kept(Code.UNDO_CHANGED_SINCE, field, "it has been changed since"));
            }
        }
        if (kept.size() == before) {
            picture.remove(contact, entry.ordinal());
            changes.removed(contact);
        }
    }

    /** A contact that an undo took away comes back, with the link that went with it. */
    private Outcome reinsert(UndoEntry entry, Changes changes, List<Kept> kept) {
        Contact removed = java.util.Objects.requireNonNull(entry.removed());
        if (picture.contact(removed.id()) == null) {
            Contact free = UndoKeys.withoutTaken(scope, removed, kept);
            picture.reinsert(free, entry.ordinal());
            changes.contact(null, free);
        }
        entry.links().forEach((id, change) -> link(entry, id, change, changes, kept));
        return Outcome.CREATED;
    }

    private void link(UndoEntry entry, long id, LinkChange change, Changes changes, List<Kept> kept) {
        Link now = picture.link(id);
        String field = "contact_inboxes." + id;
        if (change.isRemoved()) {
            reinsertLink(entry, id, change, changes, kept);
        } else if (now == null) {
            return; // gone: nobody needs to take it back
        } else if (!picture.isOrWentInto(now.contactId(), number(change.after(), "contact_id", now.contactId()))) {
            kept.add(new Kept(Code.UNDO_CHANGED_SINCE, field, "it leads to another contact by now"));
        } else if (!change.isMade()) {
            restore(now, change, changes);
        } else if (picture.facts().referredLinks().contains(id)) {
            kept.add(new Kept(Code.UNDO_REFERRED, field, "a conversation refers to it"));
        } else if (Boolean.FALSE.equals(change.after().get("hmac_verified")) && now.verified()) {
            kept.add(new Kept(Code.UNDO_CHANGED_SINCE, field, "it has been verified since"));
        } else {
            picture.remove(now, entry.ordinal());
            changes.removed(now);
        }
    }

    private void reinsertLink(UndoEntry entry, long id, LinkChange change, Changes changes, List<Kept> kept) {
        if (picture.link(id) != null) {
            return;
        }
        if (picture.facts().linkKeysTaken().contains(id)) {
            kept.add(new Kept(
                    Code.UNDO_KEY_TAKEN, "contact_inboxes." + id, "another link has its inbox and source id by now"));
            return;
        }
        Link link = new Link(
                id,
                number(change.before(), "contact_id", entry.contactId()),
                number(change.before(), "inbox_id", 0),
                String.valueOf(change.before().get("source_id")),
                Boolean.TRUE.equals(change.before().get("hmac_verified")),
                Link.NEW);
        picture.reinsert(link, entry.ordinal());
        changes.link(null, link);
    }

    private void restore(Link now, LinkChange change, Changes changes) {
        Link put = now.withContact(number(change.before(), "contact_id", now.contactId()));
        Object verified = change.before().get("hmac_verified");
        if (verified != null && verified.equals(!now.verified())) {
            put = new Link(put.id(), put.contactId(), put.inboxId(), put.sourceId(), !now.verified(), put.since());
        }
        if (!put.equals(now)) {
            picture.write(put);
            changes.link(now, put);
        }
    }

    private static long number(Map<String, ?> change, String name, long otherwise) {
        return change.get(name) instanceof BigDecimal number ? number.longValueExact() : otherwise;
    }
}
