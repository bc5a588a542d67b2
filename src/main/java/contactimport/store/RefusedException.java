package contactimport.store;

import java.sql.SQLException;

/** The database refuses something in a span of lines: it is bisected until the line is alone. */
final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final SQLException refusal;

    RefusedException(SQLException refusal) {
        super(refusal);
        this.refusal = refusal;
    }

    SQLException refusal() {
        return refusal;
    }
}
