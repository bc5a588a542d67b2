package contactimport.store;

/**
 * A compare-and-set found another position or epoch than expected: another process has taken this run over. Whoever gets this
 * has changed nothing and stops.
 */
public final class StaleRunException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StaleRunException(String message) {
        super(message);
    }
}
