package contactimport.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file for node_exporter's textfile collector: renamed when it is whole, and readable for others. It holds counts only. */
final class MetricsFile {

    private static final Pattern LAST_SUCCESS =
            Pattern.compile("(?m)^contact_import_last_success_timestamp_seconds\\{[^}]*} ([0-9.E+]+)$");

    private MetricsFile() {}

    static void write(Path file, String text) throws IOException {
        // Not *.prom: the collector must not see it.
        Path half = file.resolveSibling("." + file.getFileName() + ".part");
        Files.deleteIfExists(half);
        Files.write(half, text.getBytes(StandardCharsets.UTF_8));
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(half, PosixFilePermissions.fromString("rw-r--r--"));
        }
        Files.move(half, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** When a command last succeeded, in seconds, as the file of an earlier one says: a failure must not make that forgotten. */
    static OptionalDouble lastSuccess(Path file) {
        try {
            Matcher found = LAST_SUCCESS.matcher(Files.readString(file));
            return found.find() ? OptionalDouble.of(Double.parseDouble(found.group(1))) : OptionalDouble.empty();
        } catch (IOException | NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }
}
