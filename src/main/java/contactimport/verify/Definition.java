package contactimport.verify;

import contactimport.contact.Text;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the platform says about one custom attribute.
 *
 * <pre>
 * number    "7.50"        → 7.50
 * checkbox  "yes"         → true
 * list      "GOLD"        → "Gold"    (as the list has it)
 * date      "2026-02-30"  → ATTRIBUTE_TYPE
 * </pre>
 *
 * @param values of a list
 * @param pattern that a text must match, or null
 */
public record Definition(
        Type type, List<String> values, @Nullable Pattern pattern) {

    /** In the order of the platform's numbers. */
    public enum Type {
        TEXT("a text"),
        NUMBER("a number"),
        CURRENCY("a number"),
        PERCENT("a number"),
        LINK("an http or https address"),
        DATE("a date such as 2026-11-25"),
        LIST("one of the values of the list"),
        CHECKBOX("true or false, yes or no, 1 or 0");

        private final String expected;

        Type(String expected) {
            this.expected = expected;
        }
    }

    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,300}(\\.\\d{1,300})?");
    private static final Pattern LINK = Pattern.compile("(?i)https?://\\S+");
    private static final Set<String> YES = Set.of("true", "yes", "y", "t", "1");
    private static final Set<String> NO = Set.of("false", "no", "n", "f", "0");

    public Definition {
        values = List.copyOf(values);
    }

    /** What is expected of a value that does not fit, for a reason. */
    String expected() {
        return pattern == null ? type.expected : "a text of the form that the platform demands";
    }

    /** The value as this type has it, or null if it does not fit. JSON's null and blank texts are not looked at. */
    @Nullable Object convert(Object value) {
        return switch (type) {
            case TEXT -> text(value);
            case NUMBER, CURRENCY, PERCENT -> number(value);
            case LINK -> value instanceof String s && LINK.matcher(Text.trim(s)).matches() ? Text.trim(s) : null;
            case DATE -> value instanceof String s && isDate(Text.trim(s)) ? Text.trim(s) : null;
            case LIST -> value instanceof String s ? listed(Text.trim(s)) : null;
            case CHECKBOX -> truth(value);
        };
    }

    private @Nullable Object text(Object value) {
        String text = value instanceof String s ? s : value instanceof BigDecimal n ? n.toPlainString() : null;
        return text == null || (pattern != null && !pattern.matcher(text).find()) ? null : text;
    }

    private @Nullable BigDecimal number(Object value) {
        if (value instanceof BigDecimal n) {
            return n;
        }
        String text = value instanceof String s ? Text.trim(s) : "";
        String digits = type == Type.PERCENT && text.endsWith("%") ? text.substring(0, text.length() - 1) : text;
        return NUMBER.matcher(digits).matches() ? new BigDecimal(digits) : null;
    }

    private static boolean isDate(String text) {
        try {
            return text.length() == 10
                    ? LocalDate.parse(text) != null
                    : OffsetDateTime.parse(text.replace(' ', 'T')) != null;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private @Nullable String listed(String text) {
        return values.contains(text)
                ? text
                : values.stream().filter(text::equalsIgnoreCase).findFirst().orElse(null);
    }

    private static @Nullable Boolean truth(Object value) {
        if (value instanceof Boolean b) {
            return b;
        }
        String word = value instanceof String s
                ? Text.trim(s).toLowerCase(Locale.ROOT)
                : value instanceof BigDecimal n ? n.toPlainString() : "";
        return YES.contains(word) ? Boolean.TRUE : NO.contains(word) ? Boolean.FALSE : null;
    }
}
