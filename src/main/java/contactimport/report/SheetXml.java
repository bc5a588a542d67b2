package contactimport.report;

import java.util.regex.Pattern;

/** Text as it stands in a part of a workbook. */
final class SheetXml {

    private static final Pattern LIKE_AN_ESCAPE = Pattern.compile("_(?=x[0-9A-Fa-f]{4}_)");

    private SheetXml() {}

    /**
     * Nothing in it is lost or taken for something else: what XML does not know is escaped as workbooks do.
     *
     * <pre>
     * a&lt;b      → a&amp;lt;b
     * CR       → _x000D_
     * _x000D_  → _x005F_x000D_
     * </pre>
     */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        String plain = text.contains("_x") ? LIKE_AN_ESCAPE.matcher(text).replaceAll("_x005F_") : text;
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> {
                    if ((c < ' ' && c != '\n' && c != '\t') || c >= 0xFFFE) {
                        escaped.append(String.format("_x%04X_", (int) c));
                    } else {
                        escaped.append(c);
                    }
                }
            }
        }
        return escaped.toString();
    }

    /** The name of a column: A, B … Z, AA … */
    static String column(int index) {
        String name = "";
        for (int rest = index + 1; rest > 0; rest = (rest - 1) / 26) {
            name = (char) ('A' + (rest - 1) % 26) + name;
        }
        return name;
    }

    /** Whether there is half of a pair of surrogates in it, which no XML can hold. */
    static boolean isBroken(String text) {
        return text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
