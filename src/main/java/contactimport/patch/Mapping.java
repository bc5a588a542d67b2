package contactimport.patch;

import contactimport.contact.MatchKey;
import contactimport.source.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which columns of somebody else's file fill which fields: a mapping file, read and found right by {@link MappingFile}.
 * Immutable.
 */
public final class Mapping {

    /** What becomes of columns that the mapping does not name. */
    enum Others {
        REFUSE,
        IGNORE,
        ATTRIBUTES
    }

    /**
     * By which columns a preset is recognised.
     *
     * @param all every one of them is there
     * @param any and one of these, unless there are none
     */
    record Signature(List<String> all, List<String> any) {

        static final Signature NONE = new Signature(List.of(), List.of());

        Signature {
            all = List.copyOf(all);
            any = List.copyOf(any);
        }
    }

    /**
     * @param columnsMayMiss whether a column that a field needs may be missing: exports whose columns people choose
     * @param only a line is taken only if the value of each of these columns is among those given
     * @param unsubscribed columns that only files of people have who are not to be written to
     */
    record Parts(
            String name,
            String title,
            String source,
            List<MatchKey> match,
            @Nullable String inbox,
            Map<Target, FieldRule> fields,
            List<String> ignore,
            Others others,
            boolean columnsMayMiss,
            Map<String, List<String>> only,
            Signature signature,
            List<String> unsubscribed) {}

    private final Parts parts;

    Mapping(Parts parts) {
        this.parts = parts;
    }

    Parts parts() {
        return parts;
    }

    /** As the operator named it: a preset's name, or a file's. */
    public String name() {
        return parts.name();
    }

    /** For people. */
    public String title() {
        return parts.title();
    }

    /** The match keys of a run with this mapping; empty if it names none. */
    public List<MatchKey> match() {
        return parts.match();
    }

    /** The inbox of every line, or null. */
    public @Nullable String inbox() {
        return parts.inbox();
    }

    /** Whether source ids are derived, which needs a key. */
    public boolean derives() {
        return parts.fields().values().stream().anyMatch(rule -> rule.value() instanceof Expression.Derive);
    }

    /**
     * The mapping as one JSON object: the same for mappings that mean the same, and a mapping file itself, for JSON is YAML.
     */
    public String canonical() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("title", parts.title());
        json.put("source", parts.source());
        if (!parts.match().isEmpty()) {
            json.put("match", parts.match().stream().map(MatchKey::toString).toList());
        }
        if (parts.inbox() != null) {
            json.put("inbox", parts.inbox());
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        parts.fields().forEach((target, rule) -> fields.put(target.label(), rule.canonical()));
        json.put("fields", fields);
        putUnlessEmpty(json, "ignore", parts.ignore());
        json.put("other", parts.others().name().toLowerCase(java.util.Locale.ROOT));
        json.put("missing", parts.columnsMayMiss() ? "allow" : "refuse");
        if (!parts.only().isEmpty()) {
            json.put("only", parts.only());
        }
        putUnlessEmpty(json, "unsubscribed", parts.unsubscribed());
        return Json.write(json);
    }

    private static void putUnlessEmpty(Map<String, @Nullable Object> json, String name, List<String> list) {
        if (!list.isEmpty()) {
            json.put(name, list);
        }
    }

    @Override
    public String toString() {
        return "Mapping[" + parts.name() + "]";
    }
}
