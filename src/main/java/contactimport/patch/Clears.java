package contactimport.patch;

import contactimport.contact.Code;
import contactimport.contact.Reason;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one line empties, while its patch is put together. */
final class Clears {

    private final Clearing clearing;
    private final Set<String> byColumn = new HashSet<>();
    private final Set<String> inObject = new HashSet<>();

    Clears(Clearing clearing) {
        this.clearing = clearing;
    }

    boolean asks(Target target, @Nullable Object value) {
        return target.kind() != Target.Kind.IGNORED && clearing.asks(target, value);
    }

    /** Empties the field; or why it cannot be. */
    @Nullable Reason column(Target target) {
        return add(target, byColumn);
    }

    /** The same for a member of an attributes object. */
    @Nullable Reason member(Target target) {
        return add(target, inObject);
    }

    private @Nullable Reason add(Target target, Set<String> to) {
        String refusal = clearing.refusal(target);
        if (refusal == null) {
            to.add(target.label());
        }
        return refusal == null ? null : new Reason(Code.CLEAR_REFUSED, target.label(), refusal);
    }

    /** A column wins over the same key in the object, whether it sets or clears it. */
    void settle(Target.Kind kind, Map<String, ?> object, Map<String, ?> columns) {
        for (String label : byColumn) {
            String key = Target.keyOf(label, kind);
            if (key != null) {
                object.remove(key);
            }
        }
        inObject.removeIf(label -> {
            String key = Target.keyOf(label, kind);
            return key != null && columns.containsKey(key);
        });
    }

    Set<String> labels() {
        Set<String> labels = new HashSet<>(byColumn);
        labels.addAll(inObject);
        return labels;
    }
}
