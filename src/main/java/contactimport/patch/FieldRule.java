package contactimport.patch;

import contactimport.contact.WritePolicy;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one field is filled.
 *
 * @param values text of a cell → text instead; {@code *} stands for every other text; "" for no value
 * @param country the column that says where a phone number belongs to, or null
 * @param clear the token that empties the field, or null: that of the whole run
 * @param split what separates several values in one cell, of which the first counts, or null
 */
record FieldRule(
        Target target,
        Expression value,
        AttributeType type,
        Map<String, String> values,
        WritePolicy policy,
        OnInvalid onInvalid,
        @Nullable String country,
        @Nullable String clear,
        @Nullable String split) {

    static final String ANY_OTHER = "*";

    FieldRule {
        values = Map.copyOf(values);
    }

    static FieldRule of(Target target, Expression value) {
        return new FieldRule(
                target, value, AttributeType.TEXT, Map.of(), WritePolicy.OVERWRITE, OnInvalid.REJECT, null, null, null);
    }

    /** Whether the value of a column is taken just as it would be without a mapping: of a JSON line, any value. */
    boolean isPlain() {
        return value instanceof Expression.Column
                && type.equals(AttributeType.TEXT)
                && values.isEmpty()
                && split == null;
    }

    /** The text that the map of values makes of a text. */
    String mapped(String text) {
        String key = contactimport.contact.Text.trim(text);
        return values.isEmpty() ? text : values.getOrDefault(key, values.getOrDefault(ANY_OTHER, text));
    }

    /** As it stands in a mapping. */
    @SuppressWarnings("unchecked") // an expression's own object
    Map<String, Object> canonical() {
        Map<String, Object> json = new LinkedHashMap<>((Map<String, Object>) value.canonical());
        if (!type.equals(AttributeType.TEXT)) {
            json.put("type", type.label());
        }
        putUnlessNull(json, "format", type.format());
        if (!values.isEmpty()) {
            json.put("values", new java.util.TreeMap<>(values));
        }
        if (policy != WritePolicy.OVERWRITE) {
            json.put("policy", policy.label());
        }
        if (!onInvalid.rejects()) {
            json.put("on-invalid", onInvalid.label());
        }
        putUnlessNull(json, "country", country);
        putUnlessNull(json, "clear", clear);
        putUnlessNull(json, "split", split);
        return json;
    }

    private static void putUnlessNull(Map<String, Object> json, String name, @Nullable String value) {
        if (value != null) {
            json.put(name, value);
        }
    }
}
