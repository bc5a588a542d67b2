package contactimport.report;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
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
                "a report could not be written to " + directory + ": " + why(e)
                        + "; nothing was imported: choose another --report-dir",
                e,
                false);
    }

    static ReportFault of(Path directory, String runId, IOException e) {
        return new ReportFault(
                "the report cannot be written to " + directory + ": " + why(e)
                        + "; what the run did stays done and is on record: see to that, or choose another --report-dir, then run"
                        + " report " + runId,
                e,
                true);
    }

    private static String why(IOException e) {
        if (e instanceof FileAlreadyExistsException || e instanceof NotDirectoryException) {
            return ((FileSystemException) e).getFile() + " is not a directory";
        }
        if (e instanceof NoSuchFileException missing) {
            return missing.getFile() + " does not exist";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        String reason = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
        return reason == null ? e.getClass().getSimpleName() : lowerFirst(reason);
    }

    /** As the operating system says it, for instance {@code No space left on device}. */
    private static String lowerFirst(String reason) {
        return reason.isEmpty() ? "unknown" : Character.toLowerCase(reason.charAt(0)) + reason.substring(1);
    }
}
