package contactimport.report;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The report could not be written: the disk is full, the directory cannot be written to, or is a file. The message is one
 * sentence for the operator that names the directory and the next command. The import itself is not undone by this.
 */
public final class ReportFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean started;

    private ReportFault(String message, Throwable cause, boolean started) {
        super(message, cause);
        this.started = started;
    }

    /** Whether lines had been imported when the report could not be written. */
    public boolean started() {
        return started;
    }

    static ReportFault beforehand(Path directory, IOException e) {
        return new ReportFault(
                "a report could not be written to " + directory + ": " + WriteTrouble.of(e)
                        + "; nothing was imported: choose another --report-dir",
                e,
                false);
    }

    static ReportFault forgetting(Path directory, IOException e) {
        return new ReportFault(
                "the report files in " + directory + " could not be read or written again: " + WriteTrouble.of(e)
                        + "; the database is as it was: see to that, and give the same command again",
                e,
                false);
    }

    static ReportFault of(Path directory, String runId, IOException e) {
        return new ReportFault(
                "the report cannot be written to " + directory + ": " + WriteTrouble.of(e)
                        + "; what the run did stays done and is on record: see to that, or choose another --report-dir, then run"
                        + " report " + runId,
                e,
                true);
    }
}
