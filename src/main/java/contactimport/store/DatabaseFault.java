package contactimport.store;

/**
 * The database cannot be used as it is: unreachable, wrong password, no platform in it, not migrated. The message is one
 * sentence for the operator that names the database and what to do next. Nothing was started: exit 2.
 */
public final class DatabaseFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DatabaseFault(String message) {
        super(message);
    }

    public DatabaseFault(String message, Throwable cause) {
        super(message, cause);
    }
}
