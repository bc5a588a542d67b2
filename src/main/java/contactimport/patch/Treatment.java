package contactimport.patch;

import static java.util.Objects.requireNonNull;

import contactimport.contact.WritePolicy;
import java.util.HashMap;
import java.util.Map;

/** What a mapping says about single fields beyond their values; the same for every line. Fields by their label. */
public final class Treatment {

    public static final Treatment NONE = new Treatment(Map.of(), Map.of());

    private final Map<String, WritePolicy> policies;
    private final Map<String, OnInvalid> onInvalid;

    private Treatment(Map<String, WritePolicy> policies, Map<String, OnInvalid> onInvalid) {
        this.policies = Map.copyOf(policies);
        this.onInvalid = Map.copyOf(onInvalid);
    }

    static Treatment of(Iterable<FieldRule> rules) {
        Map<String, WritePolicy> policies = new HashMap<>();
        Map<String, OnInvalid> onInvalid = new HashMap<>();
        for (FieldRule rule : rules) {
            if (rule.policy() != WritePolicy.OVERWRITE) {
                policies.put(rule.target().label(), rule.policy());
            }
            if (!rule.onInvalid().rejects()) {
                onInvalid.put(rule.target().label(), rule.onInvalid());
            }
        }
        return policies.isEmpty() && onInvalid.isEmpty() ? NONE : new Treatment(policies, onInvalid);
    }

    /** Those that are not {@code overwrite}. */
    public Map<String, WritePolicy> policies() {
        return policies;
    }

    /** What happens to a value of the field that is not valid. */
    public OnInvalid onInvalid(String label) {
        return requireNonNull(onInvalid.getOrDefault(label, OnInvalid.REJECT));
    }
}
