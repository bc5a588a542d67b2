package contactimport.source;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the format of a cell says about a number in it, as far as it changes what people take the cell for.
 *
 * <pre>
 * dd.mm.yyyy  → a date           00000   → five digits at least
 * hh:mm       → a time           "+"0    → a plus before it
 * 0.00        → nothing          [h]:mm  → nothing (so long, not so late)
 * </pre>
 *
 * @param digits at least; 0: as many as there are, and no prefix
 */
record CellFormat(boolean isDate, boolean isTime, String prefix, int digits) {

    static final CellFormat GENERAL = new CellFormat(false, false, "", 0);

    private static final Pattern PADDED = Pattern.compile("(?:\"([^\"]*)\"|\\\\(.)|([-+() ]))?(0{1,40})");
    private static final Pattern NOT_MEANT = Pattern.compile("\"[^\"]*\"|\\\\.|_.|\\*.|\\[(?![hms])[^\\]]*\\]");
    private static final Pattern ELAPSED = Pattern.compile("\\[[hms]+\\]");

    /** One of the formats that every program knows by their number. */
    static CellFormat builtIn(int id) {
        boolean date =
                (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 31) || (id >= 50 && id <= 58) || id == 36;
        boolean time = (id >= 18 && id <= 22) || (id >= 32 && id <= 35) || id == 45 || id == 47;
        return date || time ? new CellFormat(date, time, "", 0) : GENERAL;
    }

    static CellFormat of(String code) {
        String first = section(code);
        Matcher padded = PADDED.matcher(first);
        if (padded.matches()) {
            String prefix = "";
            for (int group = 1; group <= 3; group++) {
                prefix = padded.group(group) == null ? prefix : padded.group(group);
            }
            return new CellFormat(false, false, prefix, padded.group(4).length());
        }
        String meant = NOT_MEANT.matcher(first.toLowerCase(Locale.ROOT)).replaceAll("");
        if (meant.contains("general") || ELAPSED.matcher(meant).find()) {
            return GENERAL;
        }
        boolean time = meant.indexOf('h') >= 0 || meant.indexOf('s') >= 0;
        boolean date = meant.indexOf('y') >= 0 || meant.indexOf('d') >= 0 || (!time && meant.indexOf('m') >= 0);
        return date || time ? new CellFormat(date, time, "", 0) : GENERAL;
    }

    /** The part for positive numbers. */
    private static String section(String code) {
        boolean quoted = false;
        for (int i = 0; i < code.length(); i++) {
            char c = code.charAt(i);
            quoted ^= c == '"';
            if (c == ';' && !quoted) {
                return code.substring(0, i);
            }
        }
        return code;
    }
}
