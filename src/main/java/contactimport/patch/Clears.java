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
    private Set<String> byColumn = Set.of(); // hardly any line empties anything
    private Set<String> inObject = Set.of();

    Clears(Clearing clearing) {
        this.clearing = clearing;
    }

    boolean asks(Target target, @Nullable Object value) {
        return target.kind() != Target.Kind.IGNORED && clearing.asks(target, value);
    }

    /** Empties the field; or why it cannot be. */
    @Nullable Reason column(Target target) {
        Reason refusal = refusal(target);
        if (refusal == null) {
            byColumn = with(byColumn, target);
        }
        return refusal;
    }

    /** The same for a member of an attributes object. */
    @Nullable Reason member(Target target) {
        Reason refusal = refusal(target);
        if (refusal == null) {
            inObject = with(inObject, target);
        }
        return refusal;
    }

    private @Nullable Reason refusal(Target target) {
        String refusal = clearing.refusal(target);
        return refusal == null ? null : new Reason(Code.CLEAR_REFUSED, target.label(), refusal);
    }

    private static Set<String> with(Set<String> labels, Target target) {
        Set<String> more = labels.isEmpty() ? new HashSet<>() : labels;
        more.add(target.label());
        return more;
    }

    /** A column wins over the same key in the object, whether it sets or clears it. */
    void settle(Target.Kind kind, Map<String, ?> object, Map<String, ?> columns) {
        if (byColumn.isEmpty() && inObject.isEmpty()) {
            return;
        }
        for (String label : byColumn) {
            String key = Target.keyOf(label, kind);
            if (key != null) {
                object.remove(key);
            }
        }
        if (!inObject.isEmpty()) {
            inObject.removeIf(label -> {
                String key = Target.keyOf(label, kind);
                return key != null && columns.containsKey(key);
            });
        }
    }

    Set<String> labels() {
        if (byColumn.isEmpty() && inObject.isEmpty()) {
            return Set.of();
        }
        Set<String> labels = new HashSet<>(byColumn);
        labels.addAll(inObject);
        return labels;
    }
}
