package contactimport.patch;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keys of custom attributes that the platform keeps for fields of its own.
 *
 * <pre>
 * city  → additional_attributes.city
 * tier  → none: it is free
 * </pre>
 */
public final class Reserved {

    private static final Map<String, String> MEANT = Map.of(
            "name", "name",
            "email", "email",
            "phone_number", "phone_number",
            "identifier", "identifier",
            "country_code", "additional_attributes.country",
            "city", "additional_attributes.city",
            "created_at", "",
            "last_activity_at", "",
            "referer", "",
            "blocked", "");

    private Reserved() {}

    /** The field that a reserved key means, "" if none can be imported; null if the key is free. */
    public static @Nullable String meant(String key) {
        return MEANT.get(key);
    }

    /** What to do about a column of a reserved key, or null if it is free. */
    static @Nullable String advice(Target target) {
        String meant = target.kind() == Target.Kind.CUSTOM_KEY ? meant(target.key()) : null;
        if (meant == null) {
            return null;
        }
        return meant.isEmpty()
                ? "the platform keeps " + target.key() + " itself: remove it, or give it another name."
                : "the platform keeps " + target.key() + " for a field of its own: did you mean " + meant + "?";
    }
}
