package contactimport.cli;

import contactimport.job.ImportFile;
import contactimport.source.FileFault;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Keeps what comes through stdin, so that an import of it can be resumed like any other. */
final class Spool {

    /** How the command line names stdin. */
    static final Path STDIN = Path.of("-");

    private Spool() {}

    /** What a name on the command line stands for. */
    static ImportFile file(Path named, Main main, DatabaseOptions options) {
        return named.equals(STDIN) ? keep(main.surroundings().in(), options.home(main)) : ImportFile.of(named);
    }

    /**
     * Reads it to its end into a file that only its owner may read. The import deletes it when it needs it no more.
     *
     * @throws FileFault if it cannot be read or kept
     */
    static ImportFile keep(InputStream in, Path home) {
        Path directory = home.resolve("stdin").toAbsolutePath();
        try {
            Files.createDirectories(directory, closed(directory, "rwx------"));
            Path file = Files.createTempFile(directory, "", "", closed(directory, "rw-------"));
            boolean whole = false;
            try (OutputStream out = Files.newOutputStream(file)) {
                in.transferTo(out);
                whole = true;
            } finally {
                if (!whole) {
                    Files.deleteIfExists(file);
                }
            }
            return new ImportFile(file, STDIN.toString(), true);
        } catch (IOException e) {
            throw new FileFault("stdin cannot be kept in " + directory + ": choose another --home, or name a file", e);
        }
    }

    private static FileAttribute<?>[] closed(Path directory, String permissions) {
        return directory.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
