package contactimport.store;

import java.sql.SQLException;

/** A trigger of the database swallowed a write without an error: to a line that is the same as a refusal. */
final class SuppressedWriteException extends SQLException {

    private static final long serialVersionUID = 1L;

    /** The class of errors that a trigger raises. */
    private static final String RAISED = "P0001";

    SuppressedWriteException(String statement, int expected, int written) {
        super(statement + " wrote " + written + " of " + expected + " rows", RAISED);
    }
}
