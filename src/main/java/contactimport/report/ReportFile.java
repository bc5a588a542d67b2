package contactimport.report;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * One file of a report, written under a temporary name and renamed when it is complete: a reader sees all of it or none. Only
 * its owner may read it, for it holds personal data. Lines end with LF.
 */
final class ReportFile implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    private final Path target;
    private final Path temporary;
    private final OutputStream out;
    private long lines;

    ReportFile(Path directory, String name) throws IOException {
        this.target = directory.resolve(name);
        this.temporary = directory.resolve("." + name + ".part");
        this.out = new BufferedOutputStream(
                Channels.newOutputStream(Files.newByteChannel(
                        temporary, Set.of(CREATE, TRUNCATE_EXISTING, WRITE), onlyForOwner(directory, "rw-------"))),
                BUFFER);
    }

    /** The directory of a report, made if it is not there. */
    static void directory(Path directory) throws IOException {
        Path parent = directory.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try {
            Files.createDirectory(directory, onlyForOwner(directory, "rwx------"));
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(directory)) {
                throw new NotDirectoryException(directory.toString());
            }
            if (posix(directory)) {
                Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
            }
        }
    }

    /** A line that is about a line of the import. */
    void line(byte[] line) {
        text(line);
        lines++;
    }

    void line(String line) {
        line(line.getBytes(StandardCharsets.UTF_8));
    }

    void text(String text) {
        text(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Anything else, a header. */
    void text(byte[] text) {
        try {
            out.write(text);
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long lines() {
        return lines;
    }

    /** The file is complete: from now on it has its name. */
    void keep() throws IOException {
        out.close();
        Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** There is nothing to say: no file of this name remains, not even one of an earlier report. */
    void drop() throws IOException {
        out.close();
        Files.deleteIfExists(target);
    }

    /** Leaves nothing behind of a file that was not kept. */
    @Override
    public void close() throws IOException {
        try {
            out.close();
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static FileAttribute<?>[] onlyForOwner(Path path, String permissions) {
        return posix(path)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static boolean posix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
