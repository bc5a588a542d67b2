package contactimport.proof;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The rules of SEMANTICS.md about single values, written once more. */
final class Texts {

    /** The Unicode property White_Space. */
    private static final String WHITE = "\t\n\u000b\f\r \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006"
            + "\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000";

    private Texts() {}

    /** "Absent, null, empty or only (Unicode) white space". */
    static boolean blank(Object value) {
        return value == null || value instanceof String s && trim(s).isEmpty();
    }

    /** What the platform calls present: of JSON values not null, false, a blank text, or an empty list or object. */
    static boolean present(Object value) {
        boolean empty =
                value instanceof List<?> list && list.isEmpty() || value instanceof Map<?, ?> map && map.isEmpty();
        return !blank(value) && !Boolean.FALSE.equals(value) && !empty;
    }

    static String trim(String s) {
        String rest = s;
        while (!rest.isEmpty() && WHITE.indexOf(rest.charAt(0)) >= 0) {
            rest = rest.substring(1);
        }
        while (!rest.isEmpty() && WHITE.indexOf(rest.charAt(rest.length() - 1)) >= 0) {
            rest = rest.substring(0, rest.length() - 1);
        }
        return rest;
    }

    /** "The signed text is identifier as given, or the empty text when absent": white space is given. */
    static String signed(Object identifier) {
        return identifier == null ? "" : blank(identifier) ? (String) identifier : of(identifier);
    }

    /** "A JSON number or boolean for a text field is taken as its JSON text". Null when blank. */
    static String of(Object value) {
        if (blank(value)) {
            return null;
        }
        return value instanceof BigDecimal n ? n.toString() : String.valueOf(value);
    }

    /** "lower-cased as Ruby's downcase does (full mappings, but not Java's final-sigma rule)". */
    static String downcase(String s) {
        StringBuilder lower = new StringBuilder();
        for (int c : s.codePoints().toArray()) {
            if (c == 0x130) {
                lower.append("i\u0307"); // the only unconditional mapping of one letter to two
            } else {
                lower.appendCodePoint(Character.toLowerCase(c));
            }
        }
        return lower.toString();
    }

    /** "no NUL, no lone surrogate, at most 255 code points". */
    static boolean valid(String s) {
        return storable(s) && s.codePoints().count() <= 255;
    }

    static boolean storable(String s) {
        return s.codePoints().noneMatch(c -> c == 0 || c >= 0xD800 && c <= 0xDFFF);
    }

    /** "^[^@\s]+@[^@\s]+$ with ASCII \s". */
    static boolean email(String s) {
        return s.matches("[^@ \\t\\n\\u000b\\f\\r]+@[^@ \\t\\n\\u000b\\f\\r]+");
    }

    /** "E.164, ^\+[1-9]\d{1,14}$, ASCII digits". */
    static boolean phone(String s) {
        return s.matches("\\+[1-9][0-9]{1,14}");
    }

    /** "http or https, at most 2,048 characters". */
    static boolean avatarUrl(String s) {
        return s.matches("(?s)https?://.+") && s.length() <= 2048;
    }

    /** "a JSON object PostgreSQL jsonb can hold (it refuses \u0000, lone surrogates and numbers out of range)". */
    static boolean holdable(Object value) {
        return depth(value) <= 100 && storableInside(value);
    }

    /** "a line nested deeper than 100": {} is one level. */
    private static int depth(Object value) {
        int deepest = -1;
        if (value instanceof List<?> list) {
            deepest = list.stream().mapToInt(Texts::depth).max().orElse(0);
        } else if (value instanceof Map<?, ?> map) {
            deepest = map.values().stream().mapToInt(Texts::depth).max().orElse(0);
        }
        return deepest + 1;
    }

    private static boolean storableInside(Object value) {
        if (value instanceof String s) {
            return storable(s);
        } else if (value instanceof BigDecimal n) {
            return n.precision() - n.scale() <= 131072 && n.scale() <= 16383;
        } else if (value instanceof List<?> list) {
            return list.stream().allMatch(Texts::storableInside);
        } else if (value instanceof Map<?, ?> map) {
            return map.keySet().stream().allMatch(Texts::storableInside)
                    && map.values().stream().allMatch(Texts::storableInside);
        }
        return true;
    }

    /** "lower-case hex HMAC-SHA256 of identifier, key = the inbox's hmac_token". */
    static String hmac(String token, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** "custom_attributes.KEY matches by the JSON text of a string or number". Null if there is nothing to match by. */
    static String matchText(Object value) {
        if (value instanceof BigDecimal n) {
            return n.toPlainString(); // as jsonb writes it: 1e2 is 100
        }
        return value instanceof String ? of(value) : null;
    }

    /** How a city or country becomes a column: a string as it is, anything else as its JSON text, t, f or NULL. */
    static String column(Object value) {
        if (value instanceof Boolean flag) {
            return flag ? "t" : "f";
        } else if (value == null || value instanceof String) {
            return (String) value;
        }
        return value instanceof BigDecimal n ? n.toPlainString() : Json.write(value);
    }
}
