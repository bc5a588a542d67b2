package contactimport.store;

/** The database refuses more than a hundredth of a partition's lines for the same reason: the partition fails. */
public final class SystematicRefusalException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SystematicRefusalException(String message) {
        super(message);
    }
}
