package contactimport.report;

import java.util.regex.Pattern;

/**
 * A cell of a CSV file that people open in a spreadsheet, which takes what begins with {@code = + - @} for a formula, also
 * behind white space and quotes, and may split cells at other characters than commas. There an apostrophe goes first, by which
 * spreadsheets know a text; the text stays readable behind it.
 *
 * <pre>
 * Ada "the first"      → "Ada ""the first"""
 * =HYPERLINK("http…")  → "'=HYPERLINK(""http…"")"
 * +4915112345678       → "'+4915112345678"
 * x;@SUM(A1)           → "x;'@SUM(A1)"
 * </pre>
 */
final class SpreadsheetCell {

    /** White space, quotes and what cannot be seen may stand before the sign that makes it a formula. */
    private static final Pattern FORMULA =
            Pattern.compile("(^|[;\\t\\r\\n])((?:[\\s\\p{Z}\\p{Cc}\\p{Cf}\"'`´‘’“”]*)[=+\\-@|%＝＋－＠−])");

    private static final Pattern LEADING_CONTROL = Pattern.compile("^[\\t\\r\\n]");

    private SpreadsheetCell() {}

    static String of(String text) {
        String safe = FORMULA.matcher(text).replaceAll("$1'$2");
        if (LEADING_CONTROL.matcher(safe).find()) {
            safe = "'" + safe;
        }
        return '"' + safe.replace("\"", "\"\"").replace("\0", "") + '"';
    }
}
