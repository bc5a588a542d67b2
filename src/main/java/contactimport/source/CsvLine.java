package contactimport.source;

import contactimport.contact.Checked;
import contactimport.contact.Code;
import contactimport.contact.Reason;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits one CSV record into its cells, by RFC 4180: commas, quotes doubled inside a quoted cell, no other escapes.
 *
 * <pre>
 * a,"b ""c"", d",     → [a] [b "c", d] []
 * 5" pipe,x           → [5" pipe] [x]       (a quote that does not begin the cell is text)
 * "a"b,c              → LINE_UNREADABLE     (text after the closing quote)
 * </pre>
 */
final class CsvLine {

    private CsvLine() {}

    static Checked<List<String>> split(String record) {
        List<String> cells = new ArrayList<>();
        int at = 0;
        while (at <= record.length()) {
            boolean quoted = at < record.length() && record.charAt(at) == '"';
            int end = quoted ? closingQuote(record, at) + 1 : comma(record, at);
            if (quoted && end < record.length() && record.charAt(end) != ',') {
                return Checked.failed(Reason.of(
                        Code.LINE_UNREADABLE,
                        "expected a comma after the closing quote of cell " + (cells.size() + 1)));
            }
            cells.add(quoted ? unquoted(record, at, end) : record.substring(at, end));
            at = end + 1;
        }
        return Checked.passed(cells);
    }

    private static int comma(String record, int from) {
        int at = record.indexOf(',', from);
        return at < 0 ? record.length() : at;
    }

    /** Framing has made sure that there is one. */
    private static int closingQuote(String record, int open) {
        int at = record.indexOf('"', open + 1);
        while (at + 1 < record.length() && record.charAt(at + 1) == '"') {
            at = record.indexOf('"', at + 2);
        }
        return at;
    }

    private static String unquoted(String record, int open, int end) {
        String inside = record.substring(open + 1, end - 1);
        return inside.indexOf('"') < 0 ? inside : inside.replace("\"\"", "\"");
    }
}
