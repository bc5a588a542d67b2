package contactimport.verify;

import contactimport.contact.Attributes;
import contactimport.contact.Code;
import contactimport.contact.Reason;
import contactimport.contact.Text;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether PostgreSQL's {@code jsonb} can hold attributes: it refuses NUL and half surrogate pairs in texts and keys, and
 * numbers beyond 131072 digits before or 16383 after the point, although all of these are valid JSON.
 *
 * <pre>
 * {"a":1e131071} → passes
 * {"a":1e131072} → CUSTOM_ATTRIBUTES_INVALID
 * {"a":"&#92;u0000"} → CUSTOM_ATTRIBUTES_INVALID
 * </pre>
 */
final class Storable {

    private static final int MAX_DEPTH = 100;
    private static final int MAX_DIGITS_BEFORE_POINT = 131_072;
    private static final int MAX_DIGITS_AFTER_POINT = 16_383;

    /** jsonb writes numbers out in full: ten thousand times 1e131071 is a short line, but then no text can hold it. */
    private static final int MAX_DIGITS_OF_ALL = 1 << 20;

    private long digits;

    private Storable() {}

    /** What jsonb cannot hold, or null. */
    static @Nullable Reason fault(String field, Attributes attributes) {
        Storable storable = new Storable();
        for (Map.Entry<String, @Nullable Object> member : attributes.members().entrySet()) {
            String key = member.getKey();
            String fault = storable.memberFault(key, member.getValue(), 1);
            if (fault != null) {
                return new Reason(Code.CUSTOM_ATTRIBUTES_INVALID, field + "." + Text.label(key), fault);
            }
        }
        return null;
    }

    private @Nullable String memberFault(String key, @Nullable Object value, int depth) {
        String fault = Text.encodingFault(key);
        return fault != null ? fault : fault(value, depth);
    }

    private @Nullable String fault(@Nullable Object value, int depth) {
        if (value instanceof String text) {
            return Text.encodingFault(text);
        }
        if (value instanceof BigDecimal number) {
            return numberFault(number);
        }
        if (value instanceof Map<?, ?> || value instanceof List<?>) {
            return depth == MAX_DEPTH
                    ? "expected at most " + MAX_DEPTH + " levels of nesting"
                    : containerFault(value, depth + 1);
        }
        return null;
    }

    private @Nullable String containerFault(Object container, int depth) {
        String fault = null;
        if (container instanceof Map<?, ?> object) {
            for (Map.Entry<?, ?> member : object.entrySet()) {
                fault = fault != null ? fault : memberFault((String) member.getKey(), member.getValue(), depth);
            }
        } else if (container instanceof List<?> array) {
            for (Object element : array) {
                fault = fault != null ? fault : fault(element, depth);
            }
        }
        return fault;
    }

    private @Nullable String numberFault(BigDecimal number) {
        long after = Math.max(0, number.scale());
        long before = number.signum() == 0 ? 1 : Math.max(1, (long) number.precision() - number.scale());
        if (before > MAX_DIGITS_BEFORE_POINT || after > MAX_DIGITS_AFTER_POINT) {
            return "expected numbers of at most " + MAX_DIGITS_BEFORE_POINT + " digits before and "
                    + MAX_DIGITS_AFTER_POINT + " after the point";
        }
        digits += before + after;
        return digits > MAX_DIGITS_OF_ALL
                ? "expected numbers of at most " + MAX_DIGITS_OF_ALL + " digits in all"
                : null;
    }
}
