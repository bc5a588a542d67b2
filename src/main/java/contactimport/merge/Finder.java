package contactimport.merge;

import contactimport.contact.Checked;
import contactimport.contact.Code;
import contactimport.contact.Contact;
import contactimport.contact.Email;
import contactimport.contact.Link;
import contactimport.contact.MatchKey;
import contactimport.contact.Reason;
import contactimport.contact.Rules;
import contactimport.contact.Text;
import contactimport.verify.VerifiedPatch;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whose patch a line is: the first match key, in order, that finds somebody. */
final class Finder {

    private final Rules rules;

    Finder(Rules rules) {
        this.rules = rules;
    }

    /** The contact; empty if nobody was found and the mode creates; or why the line is refused. */
    Checked<Optional<Contact>> find(People people, VerifiedPatch line) {
        for (MatchKey by : rules.match()) {
            Checked<Optional<Contact>> found =
                    by.kind() == MatchKey.Kind.SOURCE_ID ? bySourceId(people, line) : byKey(people, line, by);
            if (found.fold(Optional::isPresent, reasons -> true)) {
                return found;
            }
        }
        return rules.upserts()
                ? Checked.passed(Optional.empty())
                : refuse(Code.CONTACT_NOT_FOUND, "no contact has " + keysOf(rules));
    }

    private static String keysOf(Rules rules) {
        return rules.match().size() == 1 && rules.match().get(0).equals(MatchKey.SOURCE_ID)
                ? "this contact_identifier in this inbox"
                : "one of the line's match keys";
    }

    private static Checked<Optional<Contact>> bySourceId(People people, VerifiedPatch line) {
        if (line.sourceId() == null) {
            return Checked.passed(Optional.empty());
        }
        Link link = people.link(line.inboxId(), line.sourceId());
        Contact linked = link == null ? null : people.contact(link.contactId());
        // A link whose contact is gone counts as no link. One that leads into another account finds nobody of this one.
        return Checked.passed(Optional.ofNullable(linked).filter(c -> c.accountId() == line.accountId()));
    }

    private Checked<Optional<Contact>> byKey(People people, VerifiedPatch line, MatchKey by) {
        Key key = Keys.of(line, by, rules);
        if (key == null) {
            return Checked.passed(Optional.empty());
        }
        Set<Long> ids = people.holders(key);
        if (ids.size() > 1) {
            return refuse(Code.AMBIGUOUS_MATCH, "several contacts hold the same " + by);
        }
        Contact found = ids.isEmpty() ? null : people.contact(ids.iterator().next());
        if (found == null || !rules.upserts() || isMatch(line, by, found)) {
            return Checked.passed(Optional.ofNullable(found));
        }
        return switch (rules.onConflict()) {
            case REJECT ->
                refuse(
                        by.equals(MatchKey.EMAIL) ? Code.CONFLICT_EMAIL : Code.CONFLICT_PHONE,
                        "it belongs to contact " + found.id() + ", which another key of the line tells apart");
            case DROP -> Checked.passed(Optional.empty());
            case MERGE -> Checked.passed(Optional.of(found));
        };
    }

    /** A person found by e-mail or phone is somebody else if a stronger key of both differs. */
    private boolean isMatch(VerifiedPatch line, MatchKey by, Contact found) {
        boolean weak = by.equals(MatchKey.EMAIL) || by.equals(MatchKey.PHONE);
        if (weak && rules.assignsIdentifier() && differ(line.identifier(), found.identifier())) {
            return false;
        }
        return !by.equals(MatchKey.PHONE) || !emailsDiffer(line, found);
    }

    /** Both have an e-mail, and not the same. */
    static boolean emailsDiffer(VerifiedPatch line, Contact contact) {
        Email email = line.email().value();
        return email != null
                && !Text.isBlank(contact.email())
                && !email.value().equals(Email.fold(java.util.Objects.requireNonNull(contact.email())));
    }

    /** Both are there, and not the same. */
    static boolean differ(@Nullable String a, @Nullable String b) {
        return !Text.isBlank(a) && !Text.isBlank(b) && !java.util.Objects.equals(a, b);
    }

    private static <T> Checked<T> refuse(Code code, String detail) {
        return Checked.failed(Reason.of(code, detail));
    }
}
