package contactimport.patch;

import contactimport.contact.Checked;
import contactimport.contact.Code;
import contactimport.contact.Reason;
import contactimport.contact.Text;
import contactimport.contact.WarningCode;
import contactimport.patch.Expression.Cells;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Fills the fields of one line as a mapping says. */
final class MappedColumns {

    private final Mapping.Parts mapping;
    private final List<FieldRule> rules;
    private final Derivation derivation;

    /** @param rules those of the mapping whose columns the file has */
    MappedColumns(Mapping mapping, List<FieldRule> rules, Derivation derivation) {
        this.mapping = mapping.parts();
        this.rules = List.copyOf(rules);
        this.derivation = derivation;
    }

    Mapping.Parts mapping() {
        return mapping;
    }

    /** Passes unless the mapping takes only other lines than this. */
    Checked<Cells> taken(Cells cells) {
        for (Map.Entry<String, List<String>> only : mapping.only().entrySet()) {
            String value = Expression.textOf(cells.get(only.getKey()));
            String text = value == null ? "" : Text.trim(value);
            if (only.getValue().stream().noneMatch(text::equalsIgnoreCase)) {
                return Checked.failed(
                        new Reason(Code.EXCLUDED, Text.label(only.getKey()), "expected " + words(only.getValue())));
            }
        }
        return Checked.passed(cells);
    }

    private static String words(List<String> values) {
        return String.join(
                " or ",
                values.stream()
                        .map(v -> v.isEmpty() ? "nothing" : Text.label(v))
                        .toList());
    }

    void fill(Draft draft, Cells cells) {
        for (FieldRule rule : rules) {
            Object value = rule.value().value(cells, derivation);
            if (rule.isPlain()) {
                plain(draft, rule, value);
            } else if (value instanceof Map<?, ?> || value instanceof List<?>) {
                draft.value(rule.target(), value);
            } else if (!Draft.isBlank(value)) {
                text(draft, rule, java.util.Objects.requireNonNull(Expression.textOf(value)));
            }
            country(draft, rule, cells);
        }
    }

    private static void plain(Draft draft, FieldRule rule, @Nullable Object value) {
        if (value instanceof String text) {
            if (Text.isBlank(text)) {
                draft.blank(rule.target(), text);
            } else {
                draft.cell(rule.target(), text);
            }
        } else if (value != null) {
            draft.value(rule.target(), value);
        }
    }

    private static void country(Draft draft, FieldRule rule, Cells cells) {
        String country = rule.country() == null ? null : Expression.textOf(cells.get(rule.country()));
        if (country != null) {
            draft.phoneCountry(Text.trim(country));
        }
    }

    private static void text(Draft draft, FieldRule rule, String text) {
        if (draft.asksToClear(rule.target(), text)) {
            draft.cell(rule.target(), text);
            return;
        }
        String mapped = rule.mapped(first(draft, rule, text));
        if (Text.isBlank(mapped)) {
            return;
        }
        Object typed = rule.type().of(mapped);
        if (typed instanceof List<?> items && items.isEmpty()) {
            return; // separators alone are a blank cell, and blank never erases
        }
        if (typed == null) {
            String expected = "expected " + rule.type().expected();
            draft.invalid(
                    rule.target(),
                    new Reason(Code.ATTRIBUTE_TYPE, Text.label(rule.target().label()), expected),
                    mapped);
        } else if (typed instanceof String s) {
            draft.cell(rule.target(), s);
        } else {
            draft.value(rule.target(), typed);
        }
    }

    private static String first(Draft draft, FieldRule rule, String text) {
        if (rule.split() == null) {
            return text;
        }
        List<String> values = Pattern.compile(rule.split(), Pattern.LITERAL)
                .splitAsStream(text)
                .filter(value -> !Text.isBlank(value))
                .map(Text::trim)
                .toList();
        if (values.size() > 1) {
            draft.warn(
                    WarningCode.FIRST_OF_SEVERAL,
                    Text.label(rule.target().label()),
                    values.size() + " values in one cell");
        }
        return values.isEmpty() ? "" : values.get(0);
    }
}
