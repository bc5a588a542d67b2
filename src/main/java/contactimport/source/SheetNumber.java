package contactimport.source;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a number in a cell of a workbook is as text: never rounded, never with an exponent.
 *
 * <pre>
 * 4.91512345678E+11                  → 491512345678
 * 1.1000000000000001                 → 1.1          (the double that the program meant)
 * 12345678901234567890               → the same     (more digits than a double has)
 * 45986, format dd.mm.yyyy           → 2025-11-25
 * 45986.75, format dd.mm.yyyy hh:mm  → 2025-11-25T18:00:00
 * 7, format 000                      → 007
 * </pre>
 */
final class SheetNumber {

    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?");
    private static final MathContext OF_A_DOUBLE = new MathContext(17, RoundingMode.HALF_EVEN);
    private static final BigDecimal MILLIS_OF_A_DAY = BigDecimal.valueOf(86_400_000);
    private static final BigDecimal LAST_DAY = BigDecimal.valueOf(2_958_466); // the end of the year 9999
    private static final int NEVER = 60; // 29 February 1900, a day that spreadsheets know
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);
    private static final DateTimeFormatter WHOLE_TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private SheetNumber() {}

    /** @param value as the workbook has it; what is no number stays as it is */
    static String text(String value, CellFormat format, boolean since1904) {
        if (!NUMBER.matcher(value).matches()) {
            return value;
        }
        BigDecimal number = meant(value);
        if (format.isDate() || format.isTime()) {
            String moment = moment(number, format, since1904);
            if (moment != null) {
                return moment;
            }
        }
        return padded(number.toPlainString(), format);
    }

    /** Programs write doubles with 17 digits, the last of which mean nothing. */
    private static BigDecimal meant(String value) {
        BigDecimal exact = new BigDecimal(value);
        BigDecimal number = exact;
        if (exact.precision() > 15) {
            double d = exact.doubleValue();
            boolean written = !Double.isInfinite(d)
                    && new BigDecimal(d).round(OF_A_DOUBLE).compareTo(exact) == 0;
            number = written ? new BigDecimal(Double.toString(d)) : exact;
        }
        return number.scale() > 0 && number.signum() != 0 ? stripped(number) : number;
    }

    private static BigDecimal stripped(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private static String padded(String digits, CellFormat format) {
        if (format.digits() == 0 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return digits;
        }
        return format.prefix() + "0".repeat(Math.max(0, format.digits() - digits.length())) + digits;
    }

    private static @Nullable String moment(BigDecimal serial, CellFormat format, boolean since1904) {
        if (serial.signum() < 0 || serial.compareTo(LAST_DAY) >= 0) {
            return null;
        }
        long millis = serial.multiply(MILLIS_OF_A_DAY)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
        long day = millis / 86_400_000;
        LocalTime time = LocalTime.ofNanoOfDay(millis % 86_400_000 * 1_000_000);
        String clock = (millis % 1000 == 0 ? WHOLE_TIME : TIME).format(time);
        if (!format.isDate()) {
            return day == 0 ? clock : null;
        }
        if (day == NEVER && !since1904) {
            return null;
        }
        LocalDate epoch = since1904 ? LocalDate.of(1904, 1, 1) : LocalDate.of(1899, 12, day < NEVER ? 31 : 30);
        LocalDateTime moment = epoch.plusDays(day).atTime(time);
        return format.isTime()
                ? moment.toLocalDate() + "T" + clock
                : moment.toLocalDate().toString();
    }
}
