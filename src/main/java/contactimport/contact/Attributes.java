package contactimport.contact;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object, immutable, in JDK types: {@code String}, {@code Boolean}, {@code BigDecimal}, {@code List}, {@code Map} and
 * null. Numbers are never rounded: a {@code BigDecimal} keeps the scale it was written with.
 *
 * <pre>
 * {"a":{"x":1}} merged with {"a":{"y":2}}   → {"a":{"x":1,"y":2}}
 * {"a":[1,2]}   merged with {"a":[3]}       → {"a":[3]}          (arrays and scalars replace)
 * {"a":1}       same as     {"a":1.0}       → true               (as jsonb compares)
 * </pre>
 */
public final class Attributes {

    public static final Attributes EMPTY = new Attributes(Map.of());

    /** What stands for SQL NULL: an empty object like any other, but one that an undo can put back as it was. */
    public static final Attributes NULL = new Attributes(Map.of());

    private final Map<String, @Nullable Object> members;

    private Attributes(Map<String, @Nullable Object> members) {
        this.members = members;
    }

    /** @throws IllegalArgumentException if a value is of a type that JSON has not */
    public static Attributes of(Map<String, ? extends @Nullable Object> members) {
        return members.isEmpty() ? EMPTY : new Attributes(copyObject(members));
    }

    /** An unmodifiable view in the order of writing. */
    public Map<String, @Nullable Object> members() {
        return members;
    }

    public boolean isEmpty() {
        return members.isEmpty();
    }

    /** Whether no value is an object or an array. */
    public boolean isFlat() {
        for (Object value : members.values()) {
            if (value instanceof Map<?, ?> || value instanceof List<?>) {
                return false;
            }
        }
        return true;
    }

    public @Nullable Object get(String key) {
        return members.get(key);
    }

    public boolean has(String key) {
        return members.containsKey(key);
    }

    /** This object with {@code over} merged into it, key by key at every depth; {@code over} wins. */
    public Attributes mergedWith(Attributes over) {
        if (over.isEmpty()) {
            return this;
        }
        return isEmpty() ? over : new Attributes(mergeObjects(members, over.members));
    }

    /** This object without a key. */
    public Attributes without(String key) {
        if (!members.containsKey(key)) {
            return this;
        }
        Map<String, @Nullable Object> rest = new LinkedHashMap<>(members);
        rest.remove(key);
        return new Attributes(Collections.unmodifiableMap(rest));
    }

    /** Equal as {@code jsonb} compares: 1 = 1.0, the order of keys is meaningless. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Attributes a && same(members, a.members);
    }

    @Override
    public int hashCode() {
        return members.keySet().hashCode();
    }

    /** Names of keys only: values are personal data and never reach a log. */
    @Override
    public String toString() {
        return "Attributes" + members.keySet();
    }

    /** Whether two JSON values are equal as {@code jsonb} compares. */
    public static boolean same(@Nullable Object a, @Nullable Object b) {
        if (a == b) {
            return true;
        }
        if (a instanceof BigDecimal x && b instanceof BigDecimal y) {
            return x.compareTo(y) == 0;
        }
        if (a instanceof List<?> x && b instanceof List<?> y) {
            return sameList(x, y);
        }
        if (a instanceof Map<?, ?> x && b instanceof Map<?, ?> y) {
            return sameObject(x, y);
        }
        return a != null && a.equals(b);
    }

    private static boolean sameList(List<?> x, List<?> y) {
        if (x.size() != y.size()) {
            return false;
        }
        for (int i = 0; i < x.size(); i++) {
            if (!same(x.get(i), y.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameObject(Map<?, ?> x, Map<?, ?> y) {
        if (x.size() != y.size()) {
            return false;
        }
        for (Map.Entry<?, ?> e : x.entrySet()) {
            if (!y.containsKey(e.getKey()) || !same(e.getValue(), y.get(e.getKey()))) {
                return false;
            }
        }
        return true;
    }

    private static Map<String, @Nullable Object> mergeObjects(
            Map<String, @Nullable Object> under, Map<String, @Nullable Object> over) {
        if (under.size() + over.size() <= FewMembers.MOST) {
            return mergeFew(under, over);
        }
        Map<String, @Nullable Object> merged = new LinkedHashMap<>(under);
        for (Map.Entry<String, @Nullable Object> e : over.entrySet()) { // a loop: deep trees recurse, so frames count
            merged.put(e.getKey(), mergeValues(under.get(e.getKey()), e.getValue()));
        }
        return Collections.unmodifiableMap(merged);
    }

    private static Map<String, @Nullable Object> mergeFew(
            Map<String, @Nullable Object> under, Map<String, @Nullable Object> over) {
        FewMembers.Maker merged = new FewMembers.Maker(under.size() + over.size());
        under.forEach(merged::put);
        for (Map.Entry<String, @Nullable Object> e : over.entrySet()) {
            merged.put(e.getKey(), mergeValues(under.get(e.getKey()), e.getValue()));
        }
        return merged.made();
    }

    @SuppressWarnings("unchecked") // every map inside is an object made by copyObject
    private static @Nullable Object mergeValues(@Nullable Object under, @Nullable Object over) {
        return under instanceof Map<?, ?> u && over instanceof Map<?, ?> o
                ? mergeObjects((Map<String, @Nullable Object>) u, (Map<String, @Nullable Object>) o)
                : over;
    }

    private static Map<String, @Nullable Object> copyObject(Map<?, ? extends @Nullable Object> source) {
        if (source.size() <= FewMembers.MOST) {
            FewMembers.Maker few = new FewMembers.Maker(source.size());
            for (Map.Entry<?, ? extends @Nullable Object> e : source.entrySet()) {
                few.put((String) e.getKey(), copyValue(e.getValue()));
            }
            return few.made();
        }
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        for (Map.Entry<?, ? extends @Nullable Object> e : source.entrySet()) {
            copy.put((String) e.getKey(), copyValue(e.getValue()));
        }
        return Collections.unmodifiableMap(copy);
    }

    private static @Nullable Object copyValue(@Nullable Object value) {
        if (value == null || value instanceof String || value instanceof Boolean || value instanceof BigDecimal) {
            return value;
        }
        if (value instanceof Map<?, ?> map) {
            return copyObject(map);
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>(list.size());
            for (Object v : list) {
                copy.add(copyValue(v));
            }
            return Collections.unmodifiableList(copy);
        }
        throw new IllegalArgumentException("no JSON value: " + value.getClass().getName());
    }
}
