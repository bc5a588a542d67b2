package contactimport.source;

import java.math.BigDecimal;

/** A number that remembers how it was written, where a {@code BigDecimal} would be written otherwise: {@code 1e3}, {@code -0}. */
final class WrittenNumber extends BigDecimal {

    private static final long serialVersionUID = 1;

    private final String text;

    private WrittenNumber(String text) {
        super(text);
        this.text = text;
    }

    /** @throws NumberFormatException if the exponent has more than nine digits */
    static BigDecimal of(String text) {
        boolean plain = text.indexOf('e') < 0 && text.indexOf('E') < 0 && !text.startsWith("-0");
        return plain ? new BigDecimal(text) : new WrittenNumber(text);
    }

    String text() {
        return text;
    }
}
