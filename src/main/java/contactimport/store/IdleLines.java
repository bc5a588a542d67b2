package contactimport.store;

import java.sql.SQLException;

/** Takes the lines of idle groups that {@link Groups} tells. */
interface IdleLines {
    /**
     * Some lines: all from the one ordinal to the other that the run has staged.
     *
     * @param lineSum of their lines in the file
     */
    void range(long first, long last, int rows, long lineSum) throws SQLException;
}
