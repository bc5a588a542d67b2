package contactimport.source;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a tree of JDK types as JSON text. */
final class JsonText {

    /** Beyond this many zeros a number is written with an exponent, so that no short number becomes a huge text. */
    private static final int MAX_ZEROS = 1000;

    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private final StringBuilder out;

    private JsonText(StringBuilder out) {
        this.out = out;
    }

    static String of(@Nullable Object value) {
        StringBuilder out = new StringBuilder(64);
        append(out, value);
        return out.toString();
    }

    static void append(StringBuilder to, @Nullable Object value) {
        new JsonText(to).value(value);
    }

    private void value(@Nullable Object value) {
        if (value instanceof String s) {
            string(s);
        } else if (value instanceof BigDecimal number) {
            out.append(isShort(number) ? number.toPlainString() : number.toString());
        } else if (value instanceof Map<?, ?> object) {
            object(object);
        } else if (value instanceof List<?> array) {
            array(array);
        } else if (value == null || value instanceof Boolean) {
            out.append(value);
        } else {
            throw new IllegalArgumentException(
                    "no JSON value: " + value.getClass().getName());
        }
    }

    private static boolean isShort(BigDecimal number) {
        boolean zero = number.signum() == 0 && number.scale() < 0;
        return zero || Math.abs((long) number.scale()) <= MAX_ZEROS;
    }

    private void object(Map<?, ?> object) {
        char separator = '{';
        for (Map.Entry<?, ?> member : object.entrySet()) {
            out.append(separator);
            string((String) member.getKey());
            out.append(':');
            value(member.getValue());
            separator = ',';
        }
        out.append(object.isEmpty() ? "{}" : "}");
    }

    private void array(List<?> array) {
        char separator = '[';
        for (Object element : array) {
            out.append(separator);
            value(element);
            separator = ',';
        }
        out.append(array.isEmpty() ? "[]" : "]");
    }

    private void string(String s) {
        quote(out, s);
    }

    static void quote(StringBuilder out, String s) {
        out.append('"');
        int done = 0;
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                out.append(s, done, i);
                escape(out, c);
                done = i + 1;
            }
        }
        out.append(s, done, s.length()).append('"');
    }

    private static void escape(StringBuilder out, char c) {
        if (c >= ' ') {
            out.append('\\').append(c);
        } else {
            out.append("\\u00").append(HEX[c >> 4]).append(HEX[c & 15]);
        }
    }
}
