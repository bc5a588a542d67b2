package contactimport.job;

import java.sql.SQLException;

/** An error of the database that ends a step. Its message names the SQLSTATE only: the server's own words quote values. */
final class DatabaseTrouble extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String state;

    DatabaseTrouble(SQLException cause) {
        super("SQLSTATE " + cause.getSQLState(), cause);
        state = String.valueOf(cause.getSQLState());
    }

    String state() {
        return state;
    }
}
