package contactimport.merge;

import contactimport.contact.Checked;
import contactimport.contact.Code;
import contactimport.contact.Contact;
import contactimport.contact.MatchKey;
import contactimport.contact.Reason;
import contactimport.contact.Rules;
import contactimport.contact.Text;
import contactimport.verify.VerifiedPatch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happens when a key of the line belongs to another contact of the account: looked up in the order identifier, e-mail,
 * phone; a key that the contact itself already holds is not looked up.
 */
final class Conflicts {

    private static final List<MatchKey> ORDER = List.of(MatchKey.IDENTIFIER, MatchKey.EMAIL, MatchKey.PHONE);

    private final Rules rules;

    Conflicts(Rules rules) {
        this.rules = rules;
    }

    /** Settles every conflict in the draft, or says why the line is refused. */
    Checked<Draft> settle(People people, VerifiedPatch line, Draft draft) {
        Checked<Draft> settled = Checked.passed(draft);
        for (MatchKey by : ORDER) {
            Key key = Keys.of(line, by, rules);
            if (key != null) {
                settled = settled.then(d -> settle(people, line, key, d));
            }
        }
        return settled.map(d -> keepCase(people, line, d));
    }

    private Checked<Draft> settle(People people, VerifiedPatch line, Key key, Draft draft) {
        Contact current = draft.current();
        if (current != null && (Keys.holds(current, key) || !isWritten(line, key, current))) {
            return Checked.passed(draft);
        }
        List<Contact> others = others(people, key, draft);
        if (others.isEmpty()) {
            return Checked.passed(draft);
        }
        return others.size() > 1 ? ambiguous(key) : meet(line, key, draft, others.get(0));
    }

    /** The contact that is left in the end keeps its e-mail in mixed case if another one holds the lower case too. */
    private Draft keepCase(People people, VerifiedPatch line, Draft draft) {
        Key email = Keys.of(line, MatchKey.EMAIL, rules);
        Contact current = draft.current();
        if (email != null
                && current != null
                && Keys.holds(current, email)
                && isWritten(line, email, current)
                && changesCase(current, email)) {
            others(people, email, draft).stream().findFirst().ifPresent(other -> draft.keepEmailCase(other.id()));
        }
        return draft;
    }

    /** Whether the policy of the key's field lets the line write it over what the contact has. */
    private static boolean isWritten(VerifiedPatch line, Key key, Contact current) {
        boolean blank = Text.isBlank(Keys.held(current, key.by()));
        return line.writes().writes(fieldOf(key), blank, false);
    }

    private static boolean changesCase(Contact current, Key email) {
        return !email.value().equals(current.email());
    }

    private static List<Contact> others(People people, Key key, Draft draft) {
        Contact current = draft.current();
        List<Contact> others = new ArrayList<>();
        for (long id : people.holders(key)) {
            Contact holder = people.contact(id);
            if (holder != null && !draft.isGone(id) && (current == null || current.id() != id)) {
                others.add(holder);
            }
        }
        return others;
    }

    private Checked<Draft> meet(VerifiedPatch line, Key key, Draft draft, Contact owner) {
        return switch (rules.onConflict()) {
            case REJECT -> Checked.failed(new Reason(codeOf(key), fieldOf(key), "it belongs to contact " + owner.id()));
            case DROP -> {
                draft.drop(key, owner.id());
                yield Checked.passed(draft);
            }
            case MERGE -> mergeUnlessTheyDiffer(line, key, draft, owner);
        };
    }

    private Checked<Draft> mergeUnlessTheyDiffer(VerifiedPatch line, Key key, Draft draft, Contact owner) {
        boolean otherPerson = rules.assignsIdentifier() && Finder.differ(line.identifier(), owner.identifier());
        if (otherPerson || (key.by().equals(MatchKey.PHONE) && Finder.emailsDiffer(line, owner))) {
            draft.drop(key, owner.id());
            return Checked.passed(draft);
        }
        if (rules.hmacBind() && boundToOthers(line, draft.current(), owner)) {
            return Checked.failed(new Reason(
                    Code.CONFLICT_IDENTIFIER,
                    fieldOf(key),
                    "it belongs to contact " + owner.id() + ", which has another identifier"));
        }
        if (draft.current() == null) {
            draft.take(owner);
        } else {
            draft.absorbInto(owner);
        }
        return Checked.passed(draft);
    }

    /** Two people with two identifiers are never merged; under verify-only the line's own identifier counts as well. */
    private boolean boundToOthers(VerifiedPatch line, @Nullable Contact current, Contact owner) {
        return (current != null && Finder.differ(current.identifier(), owner.identifier()))
                || (!rules.assignsIdentifier() && Finder.differ(line.identifier(), owner.identifier()));
    }

    private static <T> Checked<T> ambiguous(Key key) {
        return Checked.failed(
                new Reason(Code.AMBIGUOUS_MATCH, fieldOf(key), "several other contacts of the account hold it"));
    }

    private static Code codeOf(Key key) {
        return switch (key.by().kind()) {
            case IDENTIFIER -> Code.CONFLICT_IDENTIFIER;
            case EMAIL -> Code.CONFLICT_EMAIL;
            default -> Code.CONFLICT_PHONE;
        };
    }

    private static String fieldOf(Key key) {
        return switch (key.by().kind()) {
            case IDENTIFIER -> "identifier";
            case EMAIL -> "email";
            default -> "phone_number";
        };
    }
}
