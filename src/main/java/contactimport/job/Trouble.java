package contactimport.job;

import contactimport.store.AccountingException;
import contactimport.store.DatabaseFault;
import contactimport.store.StaleRunException;
import contactimport.store.SystematicRefusalException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;

/** What went wrong in a step, in words for the operator and without a value of the file or of the database. */
final class Trouble {

    private static final Pattern DENIED = Pattern.compile("permission denied for [a-z ]+ [\\w.$]+");

    private Trouble() {}

    /**
     * What failed, in the order of the steps, those first that say why: the framework's own list is a set without an
     * order and holds its notices that some step failed, too.
     */
    static List<Throwable> of(JobExecution job) {
        return Stream.concat(
                        job.getStepExecutions().stream().flatMap(step -> step.getFailureExceptions().stream()),
                        job.getAllFailureExceptions().stream())
                .distinct()
                .sorted(Comparator.comparing(Trouble::isOnlyTold))
                .toList();
    }

    /** One sentence about the first failure that says something. */
    static String sentence(List<Throwable> failures) {
        return sentences(failures).stream().findFirst().orElse("it ended without saying why");
    }

    /** A sentence about everything that failed, each once, with the first place where it did. */
    static List<String> sentences(List<Throwable> failures) {
        Map<String, List<String>> places = new LinkedHashMap<>();
        for (Throwable failure : failures) {
            if (!isOnlyTold(failure)) {
                places.computeIfAbsent(cause(failure), c -> new ArrayList<>()).addAll(place(failure));
            }
        }
        return places.entrySet().stream()
                .map(e -> said(e.getValue(), e.getKey()))
                .toList();
    }

    static String sentence(Throwable failure) {
        return said(place(failure), cause(failure));
    }

    private static String said(List<String> places, String cause) {
        return switch (places.size()) {
            case 0 -> cause;
            case 1 -> places.get(0) + ": " + cause;
            default -> places.get(0) + ", and in " + (places.size() - 1) + " more places: " + cause;
        };
    }

    /** Where in the run, if that is known. */
    private static List<String> place(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof Located located) {
                return List.of(located.where());
            }
        }
        return List.of();
    }

    /** The framework tells of a step that failed, and the step's own failure stands beside it. */
    private static boolean isOnlyTold(Throwable failure) {
        return rootOf(failure) instanceof JobExecutionException;
    }

    private static String cause(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof AccountingException
                    || t instanceof StaleRunException
                    || t instanceof SystematicRefusalException
                    || t instanceof DatabaseFault) {
                return String.valueOf(t.getMessage());
            }
            if (t instanceof SQLException e) {
                return ofState(Objects.requireNonNullElse(e.getSQLState(), "none")) + denied(e);
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
                        || root instanceof DatabaseFault
                        || root instanceof JobExecutionException
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
        if (state.equals("57014")) {
            return "a statement took longer than statement_timeout allows, or was cancelled (SQLSTATE 57014)";
        }
        String meaning = switch (state.length() < 5 ? "08" : state.substring(0, 2)) {
            case "08", "57" -> "the database went away or was stopped";
            case "53" -> "the database has run out of disk, memory or connections";
            case "25" -> "the database takes no writes at the moment";
            case "42" -> "the database role lacks a grant, or a table is not as expected";
            case "23" -> "a sequence of the platform is behind its table's ids; contact-import doctor says which";
            default -> "the database reported an error";
        };
        return meaning + " (SQLSTATE " + state + ")";
    }

    /** Of the server's words only these are told: they name a table, never a value. */
    private static String denied(SQLException e) {
        ServerErrorMessage said = e instanceof PSQLException p ? p.getServerErrorMessage() : null;
        String words = said == null || said.getMessage() == null ? "" : said.getMessage();
        return DENIED.matcher(words).matches()
                ? ": " + words + "; contact-import doctor names the grants that are missing"
                : "";
    }
}
