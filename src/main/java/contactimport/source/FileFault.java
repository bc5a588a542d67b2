package contactimport.source;

/**
 * The file cannot be imported as a whole: it is missing, empty, has an unusable header, ends inside a quoted cell. The
 * message is one sentence for the operator and names the file, and the line where there is one. Ends the run with exit 2.
 */
public final class FileFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public FileFault(String message) {
        super(message);
    }

    public FileFault(String message, Throwable cause) {
        super(message, cause);
    }

    static FileFault openQuote(String file, long line) {
        return new FileFault(
                file + ", line " + line + ": a quoted cell begins here and is never closed: add the closing quote.");
    }
}
