package contactimport.patch;

import contactimport.contact.Text;
import contactimport.source.FileFault;
import contactimport.source.Header;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the columns of a mapping in a header: trimmed, the exact case first, of equal names the first. A column that the mapping
 * does not name and that has one of our own names keeps its meaning, unless the mapping fills that field.
 */
final class MappedHeader {

    private final Header header;
    private final Mapping mapping;
    private final Mapping.Parts parts;
    private final Map<String, Integer> exact = new HashMap<>();
    private final Map<String, Integer> folded = new HashMap<>();

    MappedHeader(Header header, Mapping mapping) {
        this.header = header;
        this.mapping = mapping;
        parts = mapping.parts();
        for (int i = 0; i < header.names().size(); i++) {
            String name = Text.trim(header.names().get(i));
            if (!name.isEmpty()) {
                exact.putIfAbsent(name, i);
                folded.putIfAbsent(name.toLowerCase(Locale.ROOT), i);
            }
        }
    }

    /** The column of this name, or null. */
    @Nullable Integer column(String name) {
        Integer at = exact.get(name);
        return at == null ? folded.get(name.toLowerCase(Locale.ROOT)) : at;
    }

    /** Where the columns are that the mapping looks at. */
    Map<String, Integer> places() {
        Map<String, Integer> places = new HashMap<>();
        for (String name : usedNames(parts)) {
            Integer at = column(name);
            if (at != null) {
                places.put(name, at);
            }
        }
        return places;
    }

    boolean has(String name) {
        return column(name) != null;
    }

    /** Those of the mapping's rules whose columns are there, all of them or enough. */
    List<FieldRule> rules() {
        List<FieldRule> rules = new ArrayList<>();
        parts.fields().values().forEach(rule -> {
            if (isThere(rule.value())) {
                requireCountry(rule);
                rules.add(rule);
            } else if (!parts.columnsMayMiss()) {
                throw missing(rule);
            }
        });
        parts.only().keySet().forEach(this::requireOnly);
        return rules;
    }

    /** A join that lost a part is another text, so only columns that may miss are left out of it. */
    private boolean isThere(Expression value) {
        if (value instanceof Expression.First first) {
            return first.parts().stream().anyMatch(this::isThere);
        }
        if (value instanceof Expression.Join join) {
            return parts.columnsMayMiss()
                    ? join.parts().stream().anyMatch(this::isThere)
                    : join.parts().stream().allMatch(this::isThere);
        }
        return value.columns().stream().allMatch(this::has);
    }

    private FileFault missing(FieldRule rule) {
        String column = rule.value().columns().stream()
                .filter(name -> !has(name))
                .findFirst()
                .orElse("");
        return fault("mapping " + mapping.name() + " fills "
                + Text.label(rule.target().label()) + " from a column \"" + Text.label(column)
                + "\", which is not there" + meant(column));
    }

    private void requireCountry(FieldRule rule) {
        String country = rule.country();
        if (country != null && !has(country) && !parts.columnsMayMiss()) {
            throw fault("mapping " + mapping.name() + " takes the country of phone_number from a column \""
                    + Text.label(country) + "\", which is not there" + meant(country));
        }
    }

    private void requireOnly(String column) {
        if (!has(column) && !parts.columnsMayMiss()) {
            throw fault("mapping " + mapping.name() + " chooses lines by a column \"" + Text.label(column)
                    + "\", which is not there" + meant(column));
        }
    }

    private String meant(String column) {
        String meant = Suggestion.among(column, header.names());
        return meant == null
                ? ": correct the mapping, or say there missing: allow."
                : ": did you mean \"" + Text.label(meant) + "\"?";
    }

    /** What every column means that the mapping does not look at; a column that it looks at is ignored here. */
    List<Target> own() {
        Set<Integer> used = new HashSet<>(places().values());
        List<Target> own = new ArrayList<>();
        for (int i = 0; i < header.names().size(); i++) {
            Target target = used.contains(i) ? ignored(i) : meaning(i);
            String advice = Reserved.advice(target);
            if (advice != null) {
                throw fault(
                        "column " + (i + 1) + " \"" + Text.label(header.names().get(i)) + "\": " + advice);
            }
            if (target.kind() != Target.Kind.IGNORED && own.contains(target)) {
                throw fault("column " + (i + 1) + " \""
                        + Text.label(header.names().get(i))
                        + "\" has the meaning of an earlier one: name it in ignore of mapping " + mapping.name() + ".");
            }
            own.add(target);
        }
        return own;
    }

    /** The names of the columns that come to nothing. */
    List<String> leftOut() {
        Set<Integer> used = new HashSet<>(places().values());
        List<String> leftOut = new ArrayList<>();
        for (int i = 0; i < header.names().size(); i++) {
            String name = Text.trim(header.names().get(i));
            if (!used.contains(i)
                    && !name.isEmpty()
                    && !isMark(name)
                    && meaning(i).kind() == Target.Kind.IGNORED) {
                leftOut.add(Text.label(name));
            }
        }
        return leftOut;
    }

    /** One of the columns that only say where a line came from. */
    private static boolean isMark(String name) {
        Target own = Target.ofColumn(name);
        return own != null && own.kind() == Target.Kind.IGNORED;
    }

    /** Every column that the mapping looks at. */
    static List<String> usedNames(Mapping.Parts parts) {
        List<String> names = new ArrayList<>(parts.only().keySet());
        parts.fields().values().forEach(rule -> {
            names.addAll(rule.value().columns());
            if (rule.country() != null) {
                names.add(rule.country());
            }
        });
        return names;
    }

    private Target meaning(int i) {
        String name = Text.trim(header.names().get(i));
        if (name.isEmpty() || isIgnored(parts, name)) {
            return ignored(i);
        }
        Target own = ownMeaning(parts, Target.ofColumn(name));
        if (own != null) {
            return own;
        }
        return switch (parts.others()) {
            case IGNORE -> ignored(i);
            case ATTRIBUTES -> new Target(Target.Kind.CUSTOM_KEY, null, name);
            case REFUSE ->
                throw fault(
                        "column " + (i + 1) + " \"" + Text.label(name) + "\" is neither used nor ignored by mapping "
                                + mapping.name() + ": name it there under fields or under ignore.");
        };
    }

    /** A name of ours keeps its meaning unless the mapping fills that field. */
    static @Nullable Target ownMeaning(Mapping.Parts parts, @Nullable Target target) {
        return target == null || parts.fields().containsKey(target) ? null : target;
    }

    /** Whether a column is named under {@code ignore}, where a name may end with a star. */
    static boolean isIgnored(Mapping.Parts parts, String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return parts.ignore().stream().anyMatch(pattern -> matches(pattern.toLowerCase(Locale.ROOT), lower));
    }

    static boolean matches(String pattern, String name) {
        return pattern.endsWith("*")
                ? name.startsWith(pattern.substring(0, pattern.length() - 1))
                : name.equals(pattern);
    }

    private static Target ignored(int i) {
        return new Target(Target.Kind.IGNORED, null, "column " + (i + 1));
    }

    private FileFault fault(String sentence) {
        return new FileFault(header.file() + ", line " + header.line() + ": " + sentence);
    }
}
