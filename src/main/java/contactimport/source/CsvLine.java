package contactimport.source;

import contactimport.contact.Checked;
import contactimport.contact.Code;
import contactimport.contact.Reason;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits one CSV record into its cells, by RFC 4180: quotes doubled inside a quoted cell, no other escapes.
 *
 * <pre>
 * a,"b ""c"", d",     → [a] [b "c", d] []
 * 5" pipe,x           → [5" pipe] [x]       (a quote that does not begin the cell is text)
 * "a"b,c              → LINE_UNREADABLE     (text after the closing quote)
 * </pre>
 */
final class CsvLine {

    private CsvLine() {}

    static Checked<List<String>> split(String record, CsvForm form) {
        List<String> cells = new ArrayList<>();
        int at = 0;
        while (at <= record.length()) {
            boolean quoted = at < record.length() && form.hasQuotes() && record.charAt(at) == form.quote();
            int end = quoted ? closingQuote(record, at, form.quote()) + 1 : delimiter(record, at, form.delimiter());
            if (quoted && end < record.length() && record.charAt(end) != form.delimiter()) {
                return Checked.failed(Reason.of(
                        Code.LINE_UNREADABLE,
                        "expected " + name(form.delimiter()) + " after the closing quote of cell "
                                + (cells.size() + 1)));
            }
            cells.add(quoted ? unquoted(record, at, end, form.quote()) : record.substring(at, end));
            at = end + 1;
        }
        return Checked.passed(cells);
    }

    private static String name(char delimiter) {
        return switch (delimiter) {
            case ',' -> "a comma";
            case ';' -> "a semicolon";
            case '\t' -> "a tab";
            default -> "a " + delimiter;
        };
    }

    private static int delimiter(String record, int from, char delimiter) {
        int at = record.indexOf(delimiter, from);
        return at < 0 ? record.length() : at;
    }

    /** Framing has made sure that there is one. */
    private static int closingQuote(String record, int open, char quote) {
        int at = record.indexOf(quote, open + 1);
        while (at + 1 < record.length() && record.charAt(at + 1) == quote) {
            at = record.indexOf(quote, at + 2);
        }
        return at;
    }

    private static String unquoted(String record, int open, int end, char quote) {
        String inside = record.substring(open + 1, end - 1);
        String one = String.valueOf(quote);
        return inside.indexOf(quote) < 0 ? inside : inside.replace(one + one, one);
    }
}
