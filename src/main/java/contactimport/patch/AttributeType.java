package contactimport.patch;

import contactimport.contact.Text;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The JSON type that a mapping gives to the text of a cell.
 *
 * <pre>
 * number            "7.50"        → 7.50
 * boolean           "yes"         → true
 * date, dd/MM/uuuu  "05/11/2026"  → "2026-11-05"
 * list, ;           "a; b"        → ["a","b"]
 * </pre>
 *
 * @param format of a date, or what separates a list; else null
 */
record AttributeType(Kind kind, @Nullable String format) {

    enum Kind {
        TEXT,
        NUMBER,
        BOOLEAN,
        DATE,
        LIST
    }

    static final AttributeType TEXT = new AttributeType(Kind.TEXT, null);
    static final List<String> NAMES =
            Arrays.stream(Kind.values()).map(AttributeType::label).toList();

    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,300}(\\.\\d{1,300})?");
    private static final Set<String> YES = Set.of("true", "yes", "y", "t", "1");
    private static final Set<String> NO = Set.of("false", "no", "n", "f", "0");

    /** To build one costs more than to read a thousand dates. */
    private static final Map<String, DateTimeFormatter> FORMATTERS = new ConcurrentHashMap<>();

    private static String label(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    String label() {
        return label(kind);
    }

    static Kind kind(String label) {
        return Kind.valueOf(label.toUpperCase(Locale.ROOT));
    }

    /** Whether days can be read by it: only the date counts, a time behind it is read and left out. */
    static boolean isDateFormat(String format) {
        try {
            LocalDate day = LocalDate.of(2026, 11, 25);
            String written = formatter(format).format(day.atTime(13, 14, 15));
            return day.equals(LocalDate.from(formatter(format).parse(written)));
        } catch (IllegalArgumentException | DateTimeException e) {
            return false;
        }
    }

    private static DateTimeFormatter formatter(String format) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(format)
                .parseDefaulting(ChronoField.ERA, 1) // a strict yyyy wants to know which one
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    /** The JSON value, or null if the text is none of this type. */
    @Nullable Object of(String text) {
        String trimmed = Text.trim(text);
        return switch (kind) {
            case TEXT -> text;
            case NUMBER -> NUMBER.matcher(trimmed).matches() ? new BigDecimal(trimmed) : null;
            case BOOLEAN -> truth(trimmed.toLowerCase(Locale.ROOT));
            case DATE -> date(trimmed);
            case LIST -> list(text);
        };
    }

    private static @Nullable Boolean truth(String word) {
        return YES.contains(word) ? Boolean.TRUE : NO.contains(word) ? Boolean.FALSE : null;
    }

    private @Nullable String date(String text) {
        try {
            return (format == null
                            ? LocalDate.parse(text)
                            : LocalDate.from(FORMATTERS
                                    .computeIfAbsent(format, AttributeType::formatter)
                                    .parse(text)))
                    .toString();
        } catch (DateTimeException e) {
            return null;
        }
    }

    private List<@Nullable Object> list(String text) {
        List<@Nullable Object> items = new ArrayList<>();
        for (String item : text.split(Pattern.quote(format == null ? ";" : format), -1)) {
            if (!Text.isBlank(item)) {
                items.add(Text.trim(item));
            }
        }
        return items;
    }

    /** What a valid text looks like, for a reason. */
    String expected() {
        return switch (kind) {
            case TEXT -> "a text";
            case NUMBER -> "a number such as -12.5";
            case BOOLEAN -> "yes or no, true or false, 1 or 0";
            case DATE -> "a date of the form " + (format == null ? "uuuu-MM-dd" : format);
            case LIST -> "values";
        };
    }
}
