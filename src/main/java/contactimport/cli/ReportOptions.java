package contactimport.cli;

import contactimport.report.Pii;
import contactimport.report.ReportPlace;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the report goes and what it shows: a mixin of every command that writes one. */
final class ReportOptions {

    @Option(
            names = "--report-dir",
            paramLabel = "DIR",
            defaultValue = "reports",
            description = "Where the run's report directory is made. Default: ${DEFAULT-VALUE}.")
    private Path reportDir;

    @Option(
            names = "--pii",
            paramLabel = "full|masked|none",
            defaultValue = "full",
            description =
                    "How much of people's data the report files show; lines that are given back to be corrected stay"
                            + " as they were. Default: ${DEFAULT-VALUE}.")
    private Pii pii;

    @Option(
            names = "--updated-csv",
            fallbackValue = "true",
            description = "Write updated.csv too: the changed records for a spreadsheet.")
    private boolean updatedCsv;

    ReportPlace place() {
        return new ReportPlace(reportDir, pii, updatedCsv);
    }
}
