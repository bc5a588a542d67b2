package contactimport.source;

/** A text is not the JSON that was expected. The message says what and in which column, never a value. */
public final class InvalidJson extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidJson(String message) {
        super(message, null, false, false); // a bad line costs no stack trace
    }

    /** What was expected, and the column where it was not found. */
    @Override
    public String getMessage() {
        return java.util.Objects.requireNonNull(super.getMessage());
    }
}
