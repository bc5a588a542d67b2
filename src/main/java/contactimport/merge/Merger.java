package contactimport.merge;

import contactimport.contact.Checked;
import contactimport.contact.Code;
import contactimport.contact.Contact;
import contactimport.contact.Link;
import contactimport.contact.Outcome;
import contactimport.contact.Reason;
import contactimport.contact.Rules;
import contactimport.contact.WarningCode;
import contactimport.verify.VerifiedPatch;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line's turn: find its contact, check the binding, settle conflicts, apply. Nothing is changed in the picture unless the
 * line is applied.
 *
 * <pre>
 * contact Ada, line name=Ada L.          → updated
 * contact Ada, line name=Ada             → unchanged
 * contact Ada, line email=bob's, reject  → rejected CONFLICT_EMAIL
 * contact Ada, line email=bob's, merge   → merged: Ada goes up in Bob
 * </pre>
 */
public final class Merger {

    private final Rules rules;
    private final Ids ids;
    private final Finder finder;
    private final Conflicts conflicts;

    public Merger(Rules rules, Ids ids) {
        this.rules = rules;
        this.ids = ids;
        finder = new Finder(rules);
        conflicts = new Conflicts(rules);
    }

    /**
     * Decides the line and leaves its effect in {@code people}; void if {@code people.missing()} is not empty afterwards.
     *
     * @param overtaken contacts that something newer has changed, and what: a line that touches one of them is refused
     */
    public Decision decide(People people, VerifiedPatch line, Map<Long, String> overtaken) {
        return finder.find(people, line)
                .then(found -> newest(found, found.map(Contact::id).stream().toList(), overtaken))
                .then(found -> bound(line, found.orElse(null)))
                .then(draft -> conflicts.settle(people, line, draft))
                .then(draft -> newest(draft, draft.ids(), overtaken))
                .then(draft -> readable(people, draft))
                .then(draft -> linkOf(people, line, draft).map(link -> apply(people, line, draft, link)))
                .fold(d -> d, reasons -> new Decision.Rejected(reasons, null));
    }

    private static <T> Checked<T> newest(T passed, List<Long> ids, Map<Long, String> overtaken) {
        for (long id : ids) {
            String by = overtaken.get(id);
            if (by != null) {
                return refuse(Code.SUPERSEDED, "", by + " has changed contact " + id + " since");
            }
        }
        return Checked.passed(passed);
    }

    private Checked<Draft> bound(VerifiedPatch line, @Nullable Contact found) {
        if (rules.hmacBind() && found != null && Finder.differ(line.identifier(), found.identifier())) {
            return refuse(Code.HMAC_IDENTIFIER_MISMATCH, "identifier", "contact " + found.id() + " has another one");
        }
        if (rules.hmacBind() && line.signed() && line.identifier() == null) {
            return refuse(
                    Code.HMAC_INVALID, "identifier_hash", "expected an identifier beside it: it signs the empty text");
        }
        return Checked.passed(new Draft(found));
    }

    private static Checked<Draft> readable(People people, Draft draft) {
        for (long id : draft.ids()) {
            if (people.isUnreadable(id)) {
                return refuse(
                        Code.STORED_VALUE_UNREADABLE,
                        "custom_attributes",
                        "those of contact " + id + " cannot be read");
            }
        }
        return Checked.passed(draft);
    }

    /** The link that the line is about, if there is one, and whether one is to be made. */
    private record LinkUse(@Nullable Link existing, boolean make) {}

    private Checked<LinkUse> linkOf(People people, VerifiedPatch line, Draft draft) {
        if (line.sourceId() == null) {
            Link oldest = people.oldestLink(draft.ids(), line.inboxId());
            return Checked.passed(new LinkUse(oldest, oldest == null && rules.upserts()));
        }
        Link link = people.link(line.inboxId(), line.sourceId());
        boolean dangling = link != null && people.contact(link.contactId()) == null;
        if (link == null || dangling) {
            return Checked.passed(new LinkUse(rules.upserts() ? link : null, rules.upserts()));
        }
        if (draft.ids().contains(link.contactId())) {
            return Checked.passed(new LinkUse(link, false));
        }
        return taken(draft, link);
    }

    /** Only where source-id is not the first match key: the line is one contact's, its source id another's. */
    private Checked<LinkUse> taken(Draft draft, Link link) {
        if (!rules.upserts()) {
            return Checked.passed(new LinkUse(null, false));
        }
        String detail = "it belongs to contact " + link.contactId();
        if (rules.onConflict() == Rules.OnConflict.REJECT) {
            return refuse(Code.CONFLICT_SOURCE_ID, "contact_identifier", detail);
        }
        draft.warn(WarningCode.SOURCE_ID_DROPPED, "contact_identifier", detail);
        return Checked.passed(new LinkUse(null, false));
    }

    private Decision apply(People people, VerifiedPatch line, Draft draft, LinkUse use) {
        Contact current = draft.current();
        Contact base = current != null ? current : Contact.created(ids.nextContact(), line.accountId());
        Contact wanted = MergeRules.apply(base, line, rules.assignsIdentifier(), draft.dropped(), current == null);
        Contact before = draft.asRead();
        Contact after = before == null ? MergeRules.derive(wanted) : MergeRules.settle(before, wanted);
        Changes changes = new Changes();
        for (Draft.Absorption a : draft.absorptions()) {
            people.absorb(a.absorbed(), a.kept());
        }
        if (!after.equals(before)) {
            people.write(after);
            changes.contact(before, after);
        }
        applyLink(people, line, draft, use, after.id(), changes);
        return new Decision.Applied(
                outcome(draft, current == null, changes),
                after.id(),
                changes,
                draft.absorptions().stream().map(a -> a.absorbed().id()).toList(),
                draft.warnings());
    }

    private void applyLink(
            People people, VerifiedPatch line, Draft draft, LinkUse use, long contactId, Changes changes) {
        Link before = use.existing();
        Link after = before;
        if (use.make()) {
            after = before == null ? newLink(line, draft, contactId) : before.takenOverBy(contactId);
        }
        if (after == null) {
            if (line.signed()) {
                draft.warn(WarningCode.NOT_LINKED, "identifier_hash", "no link of this contact to mark verified");
            }
            return;
        }
        after = after.withContact(contactId);
        if (line.signed()) {
            after = after.withVerified();
        }
        // an absorption has moved the link already: only what the line itself asks of it is a change
        Link moved = before == null || use.make() ? before : before.withContact(contactId);
        if (!after.equals(moved)) {
            if (use.make()) {
                people.give(after);
            } else {
                people.write(after);
            }
            changes.link(moved, after);
        }
    }

    private Link newLink(VerifiedPatch line, Draft draft, long contactId) {
        String sourceId = line.sourceId();
        if (sourceId != null && isGuessable(sourceId)) {
            draft.warn(
                    WarningCode.SOURCE_ID_GUESSABLE,
                    "contact_identifier",
                    "expected 16 or more characters, not only digits");
        }
        return new Link(
                ids.nextLink(),
                contactId,
                line.inboxId(),
                sourceId == null ? ids.nextSourceId() : sourceId,
                false,
                Link.NEW);
    }

    /** A source id is a bearer key: who knows it reads the person's conversations. */
    static boolean isGuessable(String sourceId) {
        return sourceId.codePointCount(0, sourceId.length()) < 16
                || sourceId.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static Outcome outcome(Draft draft, boolean created, Changes changes) {
        if (!draft.absorptions().isEmpty()) {
            return Outcome.MERGED;
        }
        if (created) {
            return Outcome.CREATED;
        }
        return changes.isEmpty() ? Outcome.UNCHANGED : Outcome.UPDATED;
    }

    private static <T> Checked<T> refuse(Code code, String field, String detail) {
        return Checked.failed(List.of(new Reason(code, field, detail)));
    }
}
