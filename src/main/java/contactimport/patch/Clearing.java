package contactimport.patch;

import contactimport.contact.Rules;
import contactimport.contact.Text;
import contactimport.contact.WritePolicy;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which text of a cell empties its field, and which fields that is allowed for. */
final class Clearing {

    static final Clearing NONE = new Clearing(null, Map.of(), Treatment.NONE, true);

    private final @Nullable String token;
    private final Map<String, String> ownTokens;
    private final Treatment treatment;
    private final boolean identifierIsStored;

    private Clearing(
            @Nullable String token, Map<String, String> ownTokens, Treatment treatment, boolean identifierIsStored) {
        this.token = token;
        this.ownTokens = ownTokens;
        this.treatment = treatment;
        this.identifierIsStored = identifierIsStored;
    }

    static Clearing of(@Nullable String token, Iterable<FieldRule> rules, Treatment treatment, Rules run) {
        Map<String, String> ownTokens = new HashMap<>();
        for (FieldRule rule : rules) {
            if (rule.clear() != null) {
                ownTokens.put(rule.target().label(), rule.clear());
            }
        }
        return new Clearing(token, ownTokens, treatment, run.assignsIdentifier());
    }

    /** Whether the value asks to empty the field. */
    boolean asks(Target target, @Nullable Object value) {
        if (!(value instanceof String text) || (token == null && ownTokens.isEmpty())) {
            return false;
        }
        String wanted = ownTokens.getOrDefault(target.label(), token);
        return wanted != null && Text.trim(text).equals(wanted);
    }

    /** Why the field cannot be emptied, or null. */
    @Nullable String refusal(Target target) {
        if (!target.isWritten()) {
            return "it cannot be cleared";
        }
        if (target.text() == TextField.IDENTIFIER && !identifierIsStored) {
            return "with --identifier verify-only it cannot be cleared";
        }
        WritePolicy policy = treatment.policies().get(target.label());
        return policy == null ? null : "it cannot be cleared: its policy is " + policy.label();
    }
}
