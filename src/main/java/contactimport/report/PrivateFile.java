package contactimport.report;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A file that only its owner may read, written under a temporary name and renamed when it is complete: a reader sees all of it
 * or none.
 */
public final class PrivateFile implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    private final Path target;
    private final Path temporary;
    private final OutputStream out;

    public PrivateFile(Path target) throws IOException {
        this.target = target;
        this.temporary = target.resolveSibling("." + target.getFileName() + ".part");
        if (Files.isRegularFile(temporary, NOFOLLOW_LINKS)) {
            Files.delete(temporary); // left behind by a crash, and perhaps readable for others
        }
        this.out = new BufferedOutputStream(
                Channels.newOutputStream(Files.newByteChannel(
                        temporary, Set.of(CREATE, TRUNCATE_EXISTING, WRITE), onlyForOwner(target, "rw-------"))),
                BUFFER);
    }

    public OutputStream out() {
        return out;
    }

    /** The file is complete: from now on it has its name, and what had it before is gone. */
    public void keep() throws IOException {
        out.close();
        Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** There is nothing to say: no file of this name remains, not even an earlier one. */
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

    /** Permissions to make a file or directory with, where the file system knows any. */
    static FileAttribute<?>[] onlyForOwner(Path path, String permissions) {
        return posix(path)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    static boolean posix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
