package contactimport.report;

import contactimport.source.Json;
import contactimport.store.LedgerReader.Written;
import contactimport.store.Utf8;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a line changed in one field, or at one path within attributes.
 *
 * <pre>
 * {"custom_attributes":{"plan":"a"}} → {"custom_attributes":{"plan":"b"}}   custom_attributes.plan: a, b
 * {"custom_attributes":{}}           → {"custom_attributes":{"plan":"b"}}   custom_attributes.plan: absent, b
 * </pre>
 *
 * @param before {@link #ABSENT} if it was not there, which is not null
 */
record FieldChange(
        String path, @Nullable Object before, @Nullable Object after) {

    static final Object ABSENT = new Object();

    private static final int OTHERS = UpdatedLine.CONTACT_FIELDS.size();

    /** The contact's fields first and in their order. */
    static List<FieldChange> of(Written line) {
        List<FieldChange> changes = new ArrayList<>();
        add(changes, "", object(line.before()), object(line.after()));
        changes.sort(Comparator.comparingInt(FieldChange::place));
        return changes;
    }

    static Map<String, @Nullable Object> object(@Nullable Utf8 json) {
        return json == null ? Map.of() : Json.readObject(json.text());
    }

    private int place() {
        int place = UpdatedLine.CONTACT_FIELDS.indexOf(path.split("\\.", 2)[0]);
        return place < 0 ? OTHERS : place;
    }

    private static void add(List<FieldChange> to, String path, @Nullable Object before, @Nullable Object after) {
        if (!path.isEmpty() && !isInside(before, after)) {
            to.add(new FieldChange(path, before, after));
            return;
        }
        Set<Object> names = new LinkedHashSet<>(members(before).keySet());
        names.addAll(members(after).keySet());
        for (Object name : names) {
            add(to, path.isEmpty() ? (String) name : path + "." + name, member(before, name), member(after, name));
        }
    }

    /** An object tells by its members what has changed, one that came or went as well. */
    private static boolean isInside(@Nullable Object before, @Nullable Object after) {
        boolean objects = isObjectOrAbsent(before) && isObjectOrAbsent(after);
        return objects && !(members(before).isEmpty() && members(after).isEmpty());
    }

    private static boolean isObjectOrAbsent(@Nullable Object value) {
        return value == ABSENT || value instanceof Map<?, ?>;
    }

    private static Map<?, ?> members(@Nullable Object value) {
        return value instanceof Map<?, ?> members ? members : Map.of();
    }

    private static @Nullable Object member(@Nullable Object object, Object name) {
        Map<?, ?> members = members(object);
        return members.containsKey(name) ? members.get(name) : ABSENT;
    }
}
