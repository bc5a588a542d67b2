package contactimport.verify;

import static contactimport.contact.Code.INBOX_NOT_FOUND;
import static contactimport.contact.Code.OTHER_ACCOUNT;
import static contactimport.contact.Code.OTHER_INBOX;
import static contactimport.contact.Code.PATH_MISSING;
import static contactimport.patch.TextField.CONTACT_IDENTIFIER;
import static contactimport.patch.TextField.INBOX_IDENTIFIER;
import static java.util.Objects.requireNonNull;

import contactimport.contact.Checked;
import contactimport.contact.Code;
import contactimport.contact.MatchKey;
import contactimport.contact.Reason;
import contactimport.contact.Rules;
import contactimport.contact.Text;
import contactimport.patch.ContactPatch;
import contactimport.patch.TextField;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes, in rule order, every check of a line that needs no contact: path, inbox, HMAC, fields, match keys. The first that
 * fails refuses the line; only the failures of the fields are reported together. Not thread-safe.
 *
 * <pre>
 * inbox unknown, hash wrong        → INBOX_NOT_FOUND
 * hash wrong, email "ada"          → HMAC_INVALID
 * email "ada", phone_number "0151" → EMAIL_INVALID; PHONE_INVALID
 * </pre>
 */
public final class Verifier {

    private final Inboxes inboxes;
    private final Rules rules;
    private final Signatures signatures;
    private final boolean onlySourceId;
    private final Definitions definitions;

    public Verifier(Inboxes inboxes, Rules rules) {
        this(inboxes, rules, Definitions.none());
    }

    /** @param definitions what custom attributes are checked by */
    public Verifier(Inboxes inboxes, Rules rules, Definitions definitions) {
        this.definitions = requireNonNull(definitions);
        this.inboxes = requireNonNull(inboxes);
        this.rules = requireNonNull(rules);
        signatures = new Signatures(rules.hmac());
        onlySourceId = rules.match().stream().allMatch(MatchKey.SOURCE_ID::equals);
    }

    public Checked<VerifiedPatch> verify(ContactPatch patch) {
        return path(patch)
                .then(this::inbox)
                .then(inbox -> signatures
                        .check(inbox, patch)
                        .then(signed -> new FieldChecks(patch, rules, definitions).patch(inbox, signed)))
                .then(this::findable);
    }

    /** The inbox identifier that the line or the operator names. */
    private Checked<String> path(ContactPatch patch) {
        String inbox = inboxOf(patch);
        if (inbox == null) {
            return refused(PATH_MISSING, INBOX_IDENTIFIER, "expected a value, or the inbox by --inbox");
        }
        if (onlySourceId && patch.text(CONTACT_IDENTIFIER) == null) {
            return refused(PATH_MISSING, CONTACT_IDENTIFIER, "expected a value, or another key in --match");
        }
        return Checked.passed(inbox);
    }

    private @Nullable String inboxOf(ContactPatch patch) {
        String cell = patch.text(INBOX_IDENTIFIER);
        return cell == null ? rules.inbox() : cell;
    }

    private Checked<Inbox> inbox(String identifier) {
        if (rules.inbox() != null && !rules.inbox().equals(identifier)) {
            return refused(OTHER_INBOX, INBOX_IDENTIFIER, "expected the inbox of --inbox, or nothing");
        }
        Inbox inbox = inboxes.find(identifier).orElse(null);
        if (inbox == null) {
            return refused(INBOX_NOT_FOUND, INBOX_IDENTIFIER, "expected an API inbox of the database");
        }
        return rules.account() == null || rules.account() == inbox.accountId()
                ? Checked.passed(inbox)
                : refused(OTHER_ACCOUNT, INBOX_IDENTIFIER, "expected an inbox of account " + rules.account());
    }

    /** A line that no key of {@code --match} can find is refused here, although the contact is looked up much later. */
    private Checked<VerifiedPatch> findable(VerifiedPatch patch) {
        for (MatchKey key : rules.match()) {
            if (holds(patch, key)) {
                return Checked.passed(patch);
            }
        }
        List<MatchKey> keys = rules.match();
        return Checked.failed(Reason.of(
                PATH_MISSING,
                "expected a value for " + keys.stream().map(MatchKey::toString).collect(Collectors.joining(" or "))));
    }

    private boolean holds(VerifiedPatch patch, MatchKey key) {
        return switch (key.kind()) {
            case SOURCE_ID -> patch.sourceId() != null;
            case IDENTIFIER -> rules.assignsIdentifier() && patch.identifier() != null;
            case EMAIL -> patch.email().value() != null;
            case PHONE -> patch.phone().value() != null;
            case ATTRIBUTE -> isKey(patch.custom().get(key.attribute()));
        };
    }

    private static boolean isKey(@Nullable Object value) {
        return value instanceof BigDecimal || (value instanceof String text && !Text.isBlank(text));
    }

    private static <T> Checked<T> refused(Code code, TextField field, String detail) {
        return Checked.failed(new Reason(code, field.label(), detail));
    }
}
