package contactimport.job;

import contactimport.store.AccountingException;
import contactimport.store.DatabaseFault;
import contactimport.store.StaleRunException;
import contactimport.store.SystematicRefusalException;
import java.sql.SQLException;
import java.util.List;

/** What went wrong in a step, in words for the operator and without a value of the file or of the database. */
final class Trouble {

    private Trouble() {}

    /** One sentence about the first failure that says something. */
    static String sentence(List<Throwable> failures) {
        return failures.stream().map(Trouble::sentence).findFirst().orElse("it ended without saying why");
    }

    static String sentence(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof AccountingException
                    || t instanceof StaleRunException
                    || t instanceof SystematicRefusalException
                    || t instanceof DatabaseFault) {
                return String.valueOf(t.getMessage());
            }
            if (t instanceof SQLException e) {
                return ofState(String.valueOf(e.getSQLState()));
            }
        }
        return "an error of the importer itself (" + rootOf(failure).getClass().getSimpleName() + ")";
    }

    /** Whether it was the numbers that did not agree, or ourselves: then the run is wrong, not interrupted. */
    static boolean isOurs(Throwable failure) {
        Throwable root = rootOf(failure);
        return root instanceof AccountingException
                || !(root instanceof SQLException
                        || root instanceof StaleRunException
                        || root instanceof SystematicRefusalException
                        || root instanceof java.io.IOException);
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static String ofState(String state) {
        String meaning = switch (state.length() < 2 ? "" : state.substring(0, 2)) {
            case "08", "57" -> "the database went away or was stopped";
            case "53" -> "the database has run out of disk, memory or connections";
            case "25" -> "the database takes no writes at the moment";
            case "42" -> "the database role lacks a grant, or a table is not as expected";
            case "23" -> "a sequence of the platform is behind its table's ids";
            default -> "the database reported an error";
        };
        return meaning + " (SQLSTATE " + state + ")";
    }
}
