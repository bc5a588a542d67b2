package contactimport.merge;

import contactimport.contact.Attributes;
import contactimport.contact.Code;
import contactimport.contact.Contact;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts back what one ledger entry changed of a contact, field by field and, within attributes, path by path: what it was before,
 * unless somebody has changed it since.
 *
 * <pre>
 * entry plan a → b, now b                         → a
 * entry plan a → b, now c                         → c, kept
 * entry plan a → b, now a                         → a, nothing to do
 * entry crm absent → {"x":1}, now {"x":1,"y":2}   → {"y":2}
 * </pre>
 */
final class Restorer {

    /** No such member, which is not null. */
    private static final Object ABSENT = new Object();

    private static final List<String> TEXTS =
            List.of("name", "email", "phone_number", "identifier", "location", "country_code");

    private final UndoScope scope;
    private final long contactId;
    private final List<UndoEntry> entries;
    private final List<Kept> kept;

    /**
     * @param entries of the contact, the last one applied first
     * @param kept gets what is left as it is
     */
    Restorer(UndoScope scope, long contactId, List<UndoEntry> entries, List<Kept> kept) {
        this.scope = scope;
        this.contactId = contactId;
        this.entries = entries;
        this.kept = kept;
    }

    Contact restore(Contact now, Map<String, @Nullable Object> before, Map<String, @Nullable Object> after) {
        Map<String, @Nullable Object> fields = fields(now);
        for (String name : names(before, after)) {
            if (fields.containsKey(name)) {
                fields.put(name, field(name, fields.get(name), member(before, name), member(after, name)));
            }
        }
        return contact(now, fields);
    }

    private static Set<String> names(Map<?, ?> before, Map<?, ?> after) {
        Set<String> names = new LinkedHashSet<>();
        before.keySet().forEach(name -> names.add((String) name));
        after.keySet().forEach(name -> names.add((String) name));
        return names;
    }

    private static @Nullable Object member(Map<?, ?> object, String name) {
        return object.containsKey(name) ? object.get(name) : ABSENT;
    }

    private @Nullable Object field(String name, @Nullable Object now, @Nullable Object before, @Nullable Object after) {
        List<String> path = List.of(name);
        if (TEXTS.contains(name)) {
            // '' and NULL are one value to us, and the platform's own forms write either
            return leaf(path, now, before, isBlank(now) && isBlank(after) ? now : after);
        }
        return name.endsWith("_attributes") ? attributes(path, now, before, after) : leaf(path, now, before, after);
    }

    private static boolean isBlank(@Nullable Object text) {
        return text == null || "".equals(text);
    }

    /** A column that was or is NULL is one that is not there at all. */
    private @Nullable Object attributes(
            List<String> path, @Nullable Object now, @Nullable Object before, @Nullable Object after) {
        Object put = value(path, orAbsent(now), orAbsent(before), orAbsent(after));
        return put == ABSENT ? null : put;
    }

    private static Object orAbsent(@Nullable Object column) {
        return column == null ? ABSENT : column;
    }

    private @Nullable Object value(
            List<String> path, @Nullable Object now, @Nullable Object before, @Nullable Object after) {
        if (now instanceof Map<?, ?> map && isObject(before) && isObject(after)) {
            return inside(path, map, before, after);
        }
        String name = String.join(".", path);
        boolean onlyDifferences = before instanceof Map<?, ?> && after instanceof Map<?, ?>;
        if (onlyDifferences && scope.covers(name)) {
            kept.add(new Kept(Code.UNDO_CHANGED_SINCE, name, "it has been replaced since"));
            return now;
        }
        return leaf(path, now, before, after);
    }

    private static boolean isObject(@Nullable Object value) {
        return value == ABSENT || value instanceof Map<?, ?>;
    }

    private @Nullable Object inside(List<String> path, Map<?, ?> now, @Nullable Object before, @Nullable Object after) {
        Map<?, ?> was = before instanceof Map<?, ?> map ? map : Map.of();
        Map<?, ?> is = after instanceof Map<?, ?> map ? map : Map.of();
        Map<String, @Nullable Object> put = new LinkedHashMap<>();
        now.forEach((key, value) -> put.put((String) key, value));
        for (String key : names(was, is)) {
            List<String> inner = new ArrayList<>(path);
            inner.add(key);
            Object value = value(inner, member(now, key), member(was, key), member(is, key));
            if (value == ABSENT) {
                put.remove(key);
            } else {
                put.put(key, value);
            }
        }
        if (!put.isEmpty() || before != ABSENT) {
            return put;
        }
        // It goes with its last member; one that is empty already goes as any value does: if it was asked for.
        return now.isEmpty() ? leaf(path, now, ABSENT, now) : ABSENT;
    }

    private @Nullable Object leaf(
            List<String> path, @Nullable Object now, @Nullable Object before, @Nullable Object after) {
        String name = String.join(".", path);
        if (!scope.covers(name)) {
            return now;
        }
        Kept blocked = scope.blocked(contactId, path);
        if (blocked != null) {
            kept.add(blocked);
            return now;
        }
        if (same(now, after)) {
            return before;
        }
        if (!same(now, original(path, before))) {
            Kept changed = new Kept(Code.UNDO_CHANGED_SINCE, name, "it has been changed since");
            scope.block(contactId, path, changed);
            kept.add(changed);
        }
        return now;
    }

    /** What was there before the first of the contact's entries: who holds that has nothing to take back. */
    private @Nullable Object original(List<String> path, @Nullable Object before) {
        for (int i = entries.size() - 1; i >= 0; i--) {
            Object was = at(entries.get(i).before(), path);
            if (was != ABSENT || at(entries.get(i).after(), path) != ABSENT) {
                return was;
            }
        }
        return before;
    }

    private static @Nullable Object at(Map<?, ?> object, List<String> path) {
        Object found = object;
        for (String key : path) {
            found = found instanceof Map<?, ?> map ? member(map, key) : ABSENT;
        }
        boolean column = path.size() == 1 && path.get(0).endsWith("_attributes");
        return column && found == null ? ABSENT : found;
    }

    private static boolean same(@Nullable Object a, @Nullable Object b) {
        return (a == ABSENT || b == ABSENT) ? a == b : Attributes.same(a, b);
    }

    private static Map<String, @Nullable Object> fields(Contact c) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("name", c.name());
        fields.put("email", c.email());
        fields.put("phone_number", c.phone());
        fields.put("identifier", c.identifier());
        fields.put("additional_attributes", Changes.column(c.additional()));
        fields.put("custom_attributes", Changes.column(c.custom()));
        fields.put("contact_type", BigDecimal.valueOf(c.type()));
        fields.put("location", c.location());
        fields.put("country_code", c.countryCode());
        return fields;
    }

    private static Contact contact(Contact c, Map<String, @Nullable Object> fields) {
        return new Contact(
                c.id(),
                c.accountId(),
                text(fields.get("name")),
                text(fields.get("email")),
                text(fields.get("phone_number")),
                text(fields.get("identifier")),
                object(fields.get("additional_attributes")),
                object(fields.get("custom_attributes")),
                fields.get("contact_type") instanceof BigDecimal type ? type.intValue() : c.type(),
                text(fields.get("location")),
                text(fields.get("country_code")));
    }

    /** A field that the entry's own contact did not have before is blank. */
    private static @Nullable String text(@Nullable Object value) {
        return value instanceof String text ? text : null;
    }

    @SuppressWarnings("unchecked") // every map inside came from a JSON object
    private static Attributes object(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? Attributes.of((Map<String, @Nullable Object>) map) : Attributes.NULL;
    }

    /** Names that can stand before a dot in a path. */
    static Collection<String> fieldNames() {
        return fields(Contact.created(0, 0)).keySet();
    }
}
