package contactimport.patch;

import contactimport.contact.MatchKey;
import contactimport.contact.Text;
import contactimport.source.FileFault;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads a mapping file, which is YAML, and refuses what is wrong in it with its line.
 *
 * <pre>
 * fields:
 *   name: {join: [First Name, Last Name]}
 *   email: Email
 *   phone_number: {first: [Mobile, Phone], on-invalid: drop}
 *   custom_attributes.crm_id: Record ID
 * match: [custom_attributes.crm_id, email]
 * ignore: [Owner, Notes]
 * </pre>
 */
public final class MappingFile {

    private static final List<String> MEMBERS = List.of(
            "title",
            "source",
            "extends",
            "match",
            "inbox",
            "fields",
            "ignore",
            "other",
            "missing",
            "only",
            "signature",
            "unsubscribed");

    private final String file;
    private final String name;
    private final YamlNode root;
    private final Function<String, @Nullable Mapping> presets;

    private MappingFile(String file, String name, YamlNode root, Function<String, @Nullable Mapping> presets) {
        this.file = file;
        this.name = name;
        this.root = root;
        this.presets = presets;
    }

    /**
     * @param file how messages name it
     * @param name how the operator names the mapping
     * @throws FileFault with file and line, if it is no mapping
     */
    public static Mapping parse(String file, String name, String text) {
        return parse(file, name, text, Presets::find);
    }

    static Mapping parse(String file, String name, String text, Function<String, @Nullable Mapping> presets) {
        return new MappingFile(file, name, YamlNode.parse(file, text), presets).mapping();
    }

    private Mapping mapping() {
        Map<String, YamlNode> m = root.members(MEMBERS);
        Mapping base = m.containsKey("extends") ? base(m.getOrDefault("extends", root)) : null;
        Mapping.Parts under = base == null ? null : base.parts();
        Map<Target, FieldRule> fields = new LinkedHashMap<>();
        if (under != null) {
            fields.putAll(under.fields());
        }
        fields.putAll(fields(m.get("fields")));
        if (fields.isEmpty()) {
            throw new FileFault(file + ": no field is filled: expected fields, with a column for at least one.");
        }
        List<String> ignore = new ArrayList<>(under == null ? List.of() : under.ignore());
        ignore.addAll(names(m.get("ignore")));
        return new Mapping(new Mapping.Parts(
                name,
                text(m.get("title"), under == null ? name : under.title()),
                text(m.get("source"), under == null ? name : under.source()),
                match(m.get("match"), under == null ? List.of() : under.match()),
                m.containsKey("inbox") ? m.getOrDefault("inbox", root).name() : under == null ? null : under.inbox(),
                fields,
                ignore,
                others(m.get("other"), under),
                missing(m.get("missing"), under),
                only(m.get("only"), under),
                signature(m.get("signature")),
                m.containsKey("unsubscribed") || under == null ? names(m.get("unsubscribed")) : under.unsubscribed()));
    }

    private Mapping base(YamlNode node) {
        Mapping base = presets.apply(node.name());
        if (base == null) {
            throw node.fault("there is no preset \"" + Text.label(node.text()) + "\": the command presets lists them.");
        }
        return base;
    }

    private Map<Target, FieldRule> fields(@Nullable YamlNode node) {
        Map<Target, FieldRule> fields = new LinkedHashMap<>();
        if (node != null) {
            node.members().forEach((field, value) -> {
                Target target = target(node, field);
                if (fields.put(target, FieldRuleReader.read(target, value)) != null) {
                    throw node.fault(field, Text.label(target.label()) + " comes twice.");
                }
            });
        }
        return fields;
    }

    private static Target target(YamlNode node, String field) {
        Target target = Text.isBlank(field) ? null : Target.ofColumn(field);
        if (target == null || target.kind() == Target.Kind.IGNORED) {
            String meant = Suggestion.forName(field);
            throw node.fault(
                    field,
                    "\"" + Text.label(field) + "\" is no field of a contact: "
                            + (meant == null
                                    ? "name it custom_attributes.KEY to store it."
                                    : "did you mean " + meant + "?"));
        }
        String advice = Reserved.advice(target);
        if (advice != null) {
            throw node.fault(field, "\"" + Text.label(field) + "\": " + advice);
        }
        return target;
    }

    private static List<String> names(@Nullable YamlNode node) {
        return node == null ? List.of() : node.names();
    }

    private static String text(@Nullable YamlNode node, String otherwise) {
        return node == null ? otherwise : node.name();
    }

    private static List<MatchKey> match(@Nullable YamlNode node, List<MatchKey> otherwise) {
        if (node == null) {
            return otherwise;
        }
        List<MatchKey> keys = new ArrayList<>();
        for (YamlNode item : node.items()) {
            for (String key : item.name().split(",", -1)) {
                try {
                    keys.add(MatchKey.parse(key));
                } catch (IllegalArgumentException e) {
                    throw item.fault(e.getMessage() + ".");
                }
            }
        }
        return keys;
    }

    private static Mapping.Others others(@Nullable YamlNode node, Mapping.@Nullable Parts under) {
        if (node == null) {
            return under == null ? Mapping.Others.REFUSE : under.others();
        }
        List<String> words = Arrays.stream(Mapping.Others.values())
                .map(o -> o.name().toLowerCase(Locale.ROOT))
                .toList();
        return Mapping.Others.valueOf(node.oneOf(words).toUpperCase(Locale.ROOT));
    }

    private static boolean missing(@Nullable YamlNode node, Mapping.@Nullable Parts under) {
        if (node == null) {
            return under != null && under.columnsMayMiss();
        }
        return node.oneOf(List.of("refuse", "allow")).equals("allow");
    }

    private static Map<String, List<String>> only(@Nullable YamlNode node, Mapping.@Nullable Parts under) {
        if (node == null) {
            return under == null ? Map.of() : under.only();
        }
        Map<String, List<String>> only = new LinkedHashMap<>();
        node.members()
                .forEach((column, values) -> only.put(
                        Text.trim(column),
                        values.items().stream().map(v -> Text.trim(v.text())).toList()));
        return only;
    }

    private static Mapping.Signature signature(@Nullable YamlNode node) {
        if (node == null) {
            return Mapping.Signature.NONE;
        }
        Map<String, YamlNode> m = node.members(List.of("all", "any"));
        return new Mapping.Signature(names(m.get("all")), names(m.get("any")));
    }
}
