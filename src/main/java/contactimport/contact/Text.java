package contactimport.contact;

import org.jspecify.annotations.Nullable;

/**
 * What counts as blank, what is trimmed, and which text a {@code varchar} column can hold.
 *
 * <pre>
 * isBlank("")            → true
 * isBlank("\u00a0\t")    → true    (Unicode white space, as the platform's blank?)
 * trim("\u2003Ada ")     → "Ada"
 * </pre>
 */
public final class Text {

    /** Longest text the platform's own validation lets through, in code points. */
    public static final int MAX_CODE_POINTS = 255;

    private static final int MAX_LABEL = 60;

    private Text() {}

    /** Absent, empty, or only Unicode white space. */
    public static boolean isBlank(@Nullable String s) {
        if (s == null) {
            return true;
        }
        for (int i = 0; i < s.length(); i++) {
            if (!isSpace(s.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Without Unicode white space at either end. */
    public static String trim(String s) {
        int from = 0;
        int to = s.length();
        while (from < to && isSpace(s.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(s.charAt(to - 1))) {
            to--;
        }
        return s.substring(from, to);
    }

    /** A name out of a file (a column, a JSON key) as it may stand in a message: short, and without control characters. */
    public static String label(String name) {
        StringBuilder label = new StringBuilder();
        name.codePoints()
                .limit(MAX_LABEL)
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? '?' : c)
                .forEach(label::appendCodePoint);
        return label.length() < name.length() ? label.append('…').toString() : label.toString();
    }

    /** The Unicode property White_Space; all of its members are in the basic plane. */
    static boolean isSpace(char c) {
        if (c < 0x80) {
            return c == ' ' || (c >= '\t' && c <= '\r');
        }
        return c == 0x85
                || c == 0xA0
                || c == 0x1680
                || (c >= 0x2000 && c <= 0x200A)
                || c == 0x2028
                || c == 0x2029
                || c == 0x202F
                || c == 0x205F
                || c == 0x3000;
    }

    /** Passes text that a column can hold; {@code field} is named in the reason. */
    public static Checked<String> storable(String field, String s) {
        String fault = fault(s);
        return fault == null ? Checked.passed(s) : Checked.failed(new Reason(Code.TEXT_INVALID, field, fault));
    }

    private static @Nullable String fault(String s) {
        String broken = encodingFault(s);
        if (broken != null) {
            return broken;
        }
        if (s.length() > MAX_CODE_POINTS && s.codePointCount(0, s.length()) > MAX_CODE_POINTS) {
            return "expected at most " + MAX_CODE_POINTS + " characters, found " + s.codePointCount(0, s.length());
        }
        return null;
    }

    /** What keeps PostgreSQL from storing the text at all, or null. */
    public static @Nullable String encodingFault(String s) {
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            if (c == 0) {
                return "expected no NUL character";
            }
            if (Character.isSurrogate(c)) {
                if (Character.isLowSurrogate(c) || i + 1 == s.length() || !Character.isLowSurrogate(s.charAt(i + 1))) {
                    return "expected no half surrogate pair";
                }
                i++;
            }
        }
        return null;
    }
}
