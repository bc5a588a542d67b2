package contactimport.report;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A share to one decimal, rounded down: what is not whole is never 100.
 *
 * <pre>
 * 1 of 3       → 33.3
 * 9999 of 10000 → 99.9
 * 0 of 0       → 100.0
 * </pre>
 */
final class Percent {

    private Percent() {}

    static String of(long done, long all) {
        if (all == 0) {
            return "100.0";
        }
        return BigDecimal.valueOf(done)
                .multiply(BigDecimal.valueOf(100))
                .divide(BigDecimal.valueOf(all), 1, RoundingMode.DOWN)
                .toPlainString();
    }
}
