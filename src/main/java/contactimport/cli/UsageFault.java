package contactimport.cli;

/** The command cannot be run as it was given or configured. One sentence for the operator; nothing was started: exit 2. */
final class UsageFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UsageFault(String message) {
        super(message);
    }

    UsageFault(String message, Throwable cause) {
        super(message, cause);
    }
}
