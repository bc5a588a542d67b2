package contactimport.verify;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/**
 * Whether a text differs from what it was as a spreadsheet makes it differ: by taking it for a number and writing that number
 * down again. The other direction (zeros or a + that are put back) is a correction.
 *
 * <pre>
 * 007                 → 7                    damage
 * +32470000001        → 32470000001          damage
 * 32470000001         → 3.247E+10            damage
 * 1234567890123456789 → 1234567890123450000  damage
 * 7                   → 007                  a correction
 * 12                  → 21                   a correction
 * </pre>
 */
final class SpreadsheetDamage {

    /** What a spreadsheet takes for a number. */
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+([.,]\\d+)?([eE][+-]?\\d{1,3})?");

    /** What it writes: no + and no zeros in front. */
    private static final Pattern WRITTEN = Pattern.compile("-?(0|[1-9]\\d*)([.,]\\d+)?([eE][+-]?\\d{1,3})?");

    /** What double precision holds, and what spreadsheets show of it. */
    private static final int[] DIGITS = {15, 16, 17};

    private static final int LONGEST = 100;

    private SpreadsheetDamage() {}

    static boolean between(String original, String corrected) {
        String before = original.strip();
        String after = corrected.strip();
        return !before.equals(after)
                && before.length() <= LONGEST
                && after.length() <= LONGEST
                && NUMBER.matcher(before).matches()
                && WRITTEN.matcher(after).matches()
                && isWrittenFrom(number(before), number(after), after);
    }

    private static boolean isWrittenFrom(BigDecimal value, BigDecimal written, String text) {
        if (value.compareTo(written) == 0) {
            return true;
        }
        boolean scientific = text.indexOf('e') >= 0 || text.indexOf('E') >= 0;
        return scientific ? isRounded(value, written, written.precision()) : isInDoublePrecision(value, written);
    }

    private static boolean isInDoublePrecision(BigDecimal value, BigDecimal written) {
        for (int digits : DIGITS) {
            if (isRounded(value, written, digits)) {
                return true;
            }
        }
        return value.precision() > DIGITS[0] && new BigDecimal(value.doubleValue()).compareTo(written) == 0;
    }

    private static boolean isRounded(BigDecimal value, BigDecimal written, int digits) {
        return value.round(new MathContext(digits, RoundingMode.HALF_UP)).compareTo(written) == 0
                || value.round(new MathContext(digits, RoundingMode.DOWN)).compareTo(written) == 0;
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text.replace(',', '.'));
    }
}
