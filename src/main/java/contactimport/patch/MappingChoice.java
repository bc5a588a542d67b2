package contactimport.patch;

import contactimport.source.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the operator says about columns beside the rules.
 *
 * @param mapping null: the columns have our own names
 * @param deriveKey null: no source id is derived
 * @param clearToken a cell that says this empties its field; null: none does
 * @param define whether custom attributes that nobody has defined are
 */
public record MappingChoice(
        @Nullable Mapping mapping,
        @Nullable DeriveKey deriveKey,
        @Nullable String clearToken,
        boolean define) {

    public static final MappingChoice NONE = new MappingChoice(null, null, null, false);

    /** The same without new definitions. */
    public MappingChoice(@Nullable Mapping mapping, @Nullable DeriveKey deriveKey, @Nullable String clearToken) {
        this(mapping, deriveKey, clearToken, false);
    }

    /** What of it can change an outcome, for the record and for the run's fingerprint: JSON members, none for {@link #NONE}. */
    public Map<String, @Nullable Object> settings() {
        Map<String, @Nullable Object> settings = new LinkedHashMap<>();
        if (mapping != null) {
            settings.put("mapping", Json.readObject(mapping.canonical()));
            settings.put("mapping_name", mapping.name());
        }
        if (mapping != null && mapping.derives() && deriveKey != null) {
            settings.put("derive_key", deriveKey.fingerprint());
        }
        if (clearToken != null) {
            settings.put("clear_token", clearToken);
        }
        return settings;
    }

    /** Whether any line can ask to empty a field. */
    public boolean mayClear() {
        return clearToken != null
                || (mapping != null
                        && mapping.parts().fields().values().stream().anyMatch(rule -> rule.clear() != null));
    }

    /** The choice of an earlier run by its {@link #settings()}; the key, which is kept nowhere, is this one's. */
    public MappingChoice restored(Map<String, ? extends @Nullable Object> settings) {
        Mapping of = settings.get("mapping") instanceof Map<?, ?> text
                ? MappingFile.parse(
                        "the mapping of the run", String.valueOf(settings.get("mapping_name")), Json.write(text))
                : null;
        return new MappingChoice(of, deriveKey, (String) settings.get("clear_token"), define);
    }
}
