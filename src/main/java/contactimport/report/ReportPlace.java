package contactimport.report;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * Where reports go and what they show.
 *
 * @param dir under which the directory of a run is made
 * @param pii how much of people's data the files show
 * @param updatedCsv whether there is an {@code updated.csv} for spreadsheets
 */
public record ReportPlace(Path dir, Pii pii, boolean updatedCsv) {

    public ReportPlace {
        requireNonNull(dir);
        requireNonNull(pii);
    }

    /** With the usual files and everything that there is to see. */
    public static ReportPlace of(Path dir) {
        return new ReportPlace(dir, Pii.FULL, false);
    }
}
