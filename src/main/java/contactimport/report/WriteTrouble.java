package contactimport.report;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/**
 * Why a file could not be written, in words that go on a sentence.
 *
 * <pre>
 * FileSystemException "No space left on device" → no space left on device
 * AccessDeniedException                         → permission denied
 * NotDirectoryException of a/b                  → a/b is not a directory
 * </pre>
 */
public final class WriteTrouble {

    private WriteTrouble() {}

    public static String of(IOException e) {
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
