package contactimport.patch;

import static java.util.Objects.requireNonNull;

import contactimport.contact.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a column or member means.
 *
 * @param text the field, for {@code TEXT}
 * @param key the attribute, for {@code CUSTOM_KEY} and {@code ADDITIONAL_KEY}
 */
record Target(Kind kind, @Nullable TextField text, String key) {

    enum Kind {
        TEXT,
        CUSTOM,
        CUSTOM_KEY,
        ADDITIONAL,
        ADDITIONAL_KEY,
        IGNORED
    }

    static final String CUSTOM_ATTRIBUTES = "custom_attributes";
    static final String ADDITIONAL_ATTRIBUTES = "additional_attributes";

    private static final String CUSTOM_PREFIX = CUSTOM_ATTRIBUTES + ".";
    private static final String ADDITIONAL_PREFIX = ADDITIONAL_ATTRIBUTES + ".";
    private static final List<String> ADDITIONAL_KEYS = List.of("city", "country", "company_name", "description");

    /** What a reject file has beside the original columns; the last one in JSON Lines, beside a line that was no object. */
    private static final List<String> IMPORT_COLUMNS =
            List.of("_import_run", "_import_line", "_import_code", "_import_reason", "_import_raw");

    private static final Map<String, Target> BY_NAME = byName();

    private static Map<String, Target> byName() {
        Map<String, Target> targets = new HashMap<>();
        for (TextField field : TextField.values()) {
            targets.put(field.label(), new Target(Kind.TEXT, field, ""));
        }
        targets.put(CUSTOM_ATTRIBUTES, new Target(Kind.CUSTOM, null, ""));
        ADDITIONAL_KEYS.forEach(k -> targets.put(ADDITIONAL_PREFIX + k, new Target(Kind.ADDITIONAL_KEY, null, k)));
        IMPORT_COLUMNS.forEach(name -> targets.put(name, new Target(Kind.IGNORED, null, name)));
        return Map.copyOf(targets);
    }

    /**
     * Trimmed, exactly or else without regard to case (the case of an attribute's own key counts always). No name with a NUL means
     * anything: PostgreSQL stores none.
     */
    static @Nullable Target ofColumn(String column) {
        String name = Text.trim(column);
        if (name.contains("\0")) {
            return null;
        }
        Target exact = ofName(name);
        if (exact != null) {
            return exact;
        }
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith(CUSTOM_PREFIX) ? customKey(name.substring(CUSTOM_PREFIX.length())) : BY_NAME.get(lower);
    }

    /** As a column, but exactly so; and {@code additional_attributes} may be nested. */
    static @Nullable Target ofMember(String name) {
        return name.equals(ADDITIONAL_ATTRIBUTES) ? new Target(Kind.ADDITIONAL, null, "") : ofName(name);
    }

    /** A member of nested {@code additional_attributes}. */
    static @Nullable Target ofAdditional(String key) {
        return BY_NAME.get(ADDITIONAL_PREFIX + key);
    }

    private static @Nullable Target ofName(String name) {
        Target known = BY_NAME.get(name);
        return known == null && name.startsWith(CUSTOM_PREFIX)
                ? customKey(name.substring(CUSTOM_PREFIX.length()))
                : known;
    }

    private static @Nullable Target customKey(String key) {
        return key.isEmpty() ? null : new Target(Kind.CUSTOM_KEY, null, key);
    }

    /** Every name that means something, in an order fit for suggestions. */
    static List<String> names() {
        List<String> names = new ArrayList<>();
        for (TextField field : TextField.values()) {
            names.add(field.label());
        }
        names.add(CUSTOM_ATTRIBUTES);
        ADDITIONAL_KEYS.forEach(key -> names.add(ADDITIONAL_PREFIX + key));
        return names;
    }

    /** Whether it is one value that is stored: such a one has a policy and can be cleared. */
    boolean isWritten() {
        return switch (kind) {
            case TEXT -> field().isWritten();
            case CUSTOM_KEY, ADDITIONAL_KEY -> true;
            case CUSTOM, ADDITIONAL, IGNORED -> false;
        };
    }

    /** The key in a label of this kind, or null if the label is of another kind. */
    static @Nullable String keyOf(String label, Kind kind) {
        String prefix = kind == Kind.CUSTOM_KEY ? CUSTOM_PREFIX : ADDITIONAL_PREFIX;
        return label.startsWith(prefix) ? label.substring(prefix.length()) : null;
    }

    /** The field of a {@code TEXT}. */
    TextField field() {
        return requireNonNull(text);
    }

    /** The column's name as the documentation has it. */
    String label() {
        return switch (kind) {
            case TEXT -> field().label();
            case CUSTOM -> CUSTOM_ATTRIBUTES;
            case CUSTOM_KEY -> CUSTOM_PREFIX + key;
            case ADDITIONAL -> ADDITIONAL_ATTRIBUTES;
            case ADDITIONAL_KEY -> ADDITIONAL_PREFIX + key;
            case IGNORED -> key;
        };
    }
}
