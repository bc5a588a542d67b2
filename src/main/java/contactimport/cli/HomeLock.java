package contactimport.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The lock file of a home directory, shared by every process that uses the embedded database. Its first byte is held
 * by whoever starts or stops the server, its second by everybody who uses it. The operating system gives both back when a
 * process dies, however it dies. One per home and JVM: a second channel on the file would release the locks of the first.
 */
final class HomeLock implements AutoCloseable {

    private static final long STARTING = 0;
    private static final long USING = 1;

    private final FileChannel channel;
    private @Nullable FileLock starting;
    private @Nullable FileLock using;

    HomeLock(Path home) throws IOException {
        channel = FileChannel.open(
                home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /** Waits until nobody else starts or stops the server; a process that dies meanwhile does not hold us up. */
    void beginChange() throws IOException {
        starting = channel.lock(STARTING, 1, false);
    }

    void endChange() throws IOException {
        if (starting != null) {
            starting.release();
            starting = null;
        }
    }

    /** From now on the server must not be stopped by others. */
    void use() throws IOException {
        using = channel.lock(USING, 1, true);
    }

    /**
     * No longer a user.
     *
     * @return whether nobody else is one either; nobody can become one before {@link #endChange}
     */
    boolean leave() throws IOException {
        if (using != null) {
            using.release();
            using = null;
        }
        return alone();
    }

    /** Whether no other process uses the server. Only between {@link #beginChange} and {@link #endChange}, and not as a user. */
    boolean alone() throws IOException {
        FileLock all = channel.tryLock(USING, 1, false);
        if (all == null) {
            return false;
        }
        all.release();
        return true;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
