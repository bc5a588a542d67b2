package contactimport.patch;

import static java.util.Objects.requireNonNull;

import contactimport.contact.Rules;
import contactimport.contact.Text;
import contactimport.contact.WritePolicy;
import contactimport.source.Header;
import contactimport.source.SourceRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A mapping as it will be applied to a file, with the first rows beside it, for the operator's own eyes: it shows values.
 *
 * <pre>
 * HubSpot
 *   name   from First Name + Last Name   Nadia Lund | Oskar Brandt
 *   left out: Contact owner, Create Date
 * </pre>
 */
public final class MappingText {

    /** So many rows are shown. */
    public static final int MOST_ROWS = 3;

    private MappingText() {}

    /**
     * @param rows the first of the file; more than three are not shown
     * @throws contactimport.source.FileFault if the mapping does not fit the header
     */
    public static String of(Header header, Rules rules, MappingChoice choice, List<SourceRow> rows) {
        Mapping mapping = choice.mapping();
        if (mapping == null) {
            return "";
        }
        ColumnMapping.of(header, rules, choice);
        MappedHeader found = new MappedHeader(header, mapping);
        StringBuilder text = new StringBuilder(Text.label(mapping.title())).append('\n');
        boolean csv = !header.names().isEmpty();
        Collection<FieldRule> rulesOf =
                csv ? found.rules() : mapping.parts().fields().values();
        rulesOf.forEach(rule -> text.append("  ")
                .append(Text.label(rule.target().label()))
                .append("   from ")
                .append(Text.label(rule.value().text()))
                .append(remarks(rule))
                .append("   ")
                .append(values(rule, found, mapping, choice, rows))
                .append('\n'));
        own(header, found, text);
        return text.toString();
    }

    private static String remarks(FieldRule rule) {
        String policy = rule.policy() == WritePolicy.OVERWRITE
                ? ""
                : ", " + rule.policy().label();
        String invalid = rule.onInvalid().rejects()
                ? ""
                : ", if invalid: " + rule.onInvalid().label();
        String type = rule.type().equals(AttributeType.TEXT)
                ? ""
                : ", as " + rule.type().label();
        return type + policy + invalid;
    }

    private static String values(
            FieldRule rule, MappedHeader found, Mapping mapping, MappingChoice choice, List<SourceRow> rows) {
        Map<String, Integer> places = found.places();
        DeriveKey key = choice.deriveKey();
        Derivation derivation =
                id -> requireNonNull(key).sourceId(mapping.parts().source(), id);
        List<String> values = new ArrayList<>();
        for (SourceRow row : rows.subList(0, Math.min(MOST_ROWS, rows.size()))) {
            values.add(row.record()
                    .fold(
                            record -> record.fold(
                                    cells -> shown(
                                            rule, rule.value().value(Expression.Cells.of(places, cells), derivation)),
                                    members -> shown(rule, rule.value().value(members::get, derivation))),
                            reasons -> "(unreadable)"));
        }
        return String.join(" | ", values);
    }

    private static String shown(FieldRule rule, @Nullable Object value) {
        String text = Expression.textOf(value);
        return text == null ? "" : Text.label(rule.mapped(text));
    }

    private static void own(Header header, MappedHeader found, StringBuilder text) {
        List<Target> own = found.own();
        List<String> leftOut = found.leftOut();
        for (int i = 0; i < own.size(); i++) {
            String name = Text.label(Text.trim(header.names().get(i)));
            if (own.get(i).kind() != Target.Kind.IGNORED) {
                text.append("  ")
                        .append(Text.label(own.get(i).label()))
                        .append("   from ")
                        .append(name)
                        .append('\n');
            }
        }
        if (!leftOut.isEmpty()) {
            text.append("  left out: ").append(String.join(", ", leftOut)).append('\n');
        }
    }
}
