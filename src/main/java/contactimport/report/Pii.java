package contactimport.report;

import contactimport.source.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How much of people's data the report files show. Files with lines to give back are not touched by it: they could not be
 * imported again. {@link Masks} has the rules.
 *
 * <pre>
 * FULL    ada@example.com   +4915112345678
 * MASKED  a**@*******.com   +***********78
 * NONE    left out: only that the field changed is told
 * </pre>
 */
public enum Pii {
    FULL,
    MASKED,
    NONE;

    /** The name in options and reports. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * A JSON value as it may be shown; null for one that may not.
     *
     * @param path of the field: {@code email}, {@code custom_attributes.plan}
     */
    @Nullable Object show(String path, @Nullable Object value) {
        return switch (this) {
            case FULL -> value;
            case MASKED -> masked(path, value);
            case NONE -> Masks.isHarmless(path) ? value : null;
        };
    }

    /** The same for a value that is JSON text, which stays as the database wrote it if all of it may be shown. */
    @Nullable String json(String path, String json) {
        return switch (this) {
            case FULL -> json;
            case MASKED -> Json.write(masked(path, Json.read(json)));
            case NONE -> Masks.isHarmless(path) ? json : null;
        };
    }

    /** Words of a warning as they may be shown. Most hold no value at all. */
    String detail(String code, String detail) {
        boolean quotes = code.equals("PHONE_NORMALISED");
        return switch (this) {
            case FULL -> detail;
            case MASKED -> quotes ? Masks.digits(detail) : detail;
            case NONE -> quotes ? "" : detail;
        };
    }

    private static @Nullable Object masked(String path, @Nullable Object value) {
        if (value instanceof Map<?, ?> members) {
            Map<String, @Nullable Object> masked = new LinkedHashMap<>();
            members.forEach((name, v) -> masked.put((String) name, masked(path + "." + name, v)));
            return masked;
        }
        if (value instanceof List<?> elements) {
            List<@Nullable Object> masked = new ArrayList<>();
            elements.forEach(v -> masked.add(masked(path, v)));
            return masked;
        }
        if (value instanceof BigDecimal number && !Masks.isHarmless(path)) {
            return Masks.masked(path, number.toPlainString());
        }
        return value instanceof String text ? Masks.masked(path, text) : value;
    }
}
