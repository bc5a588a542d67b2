package contactimport.source;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an input behind its byte order mark, and what its first bytes say about it. Whatever keeps it from being read
 * becomes a {@link FileFault}.
 */
final class Input implements Closeable {

    private static final int HEAD = 4096;
    private static final byte[] BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final byte[] NONE = {};

    private final String name;
    private final InputStream in;
    private final byte[] mark;
    private final Format format;

    private Input(String name, InputStream in, byte[] mark, Format format) {
        this.name = name;
        this.in = in;
        this.mark = mark;
        this.format = format;
    }

    static Input open(Path file, @Nullable Format asked) {
        if (Files.isDirectory(file)) {
            throw new FileFault(file + " is a directory: name a file.");
        }
        if (Files.notExists(file)) {
            throw new FileFault(file + " does not exist.");
        }
        InputStream stream = stream(file);
        try {
            return of(stream, file.toString(), asked);
        } catch (FileFault e) {
            closeQuietly(stream, e);
            throw e;
        }
    }

    private static InputStream stream(Path file) {
        try {
            return Files.newInputStream(file);
        } catch (IOException e) {
            boolean denied = e instanceof AccessDeniedException;
            throw new FileFault(
                    file + " cannot be read"
                            + (denied
                                    ? ": permission denied."
                                    : " (" + e.getClass().getSimpleName() + ")."),
                    e);
        }
    }

    private static void closeQuietly(InputStream stream, FileFault fault) {
        try {
            stream.close();
        } catch (IOException e) {
            fault.addSuppressed(e);
        }
    }

    static Input of(InputStream stream, String name, @Nullable Format asked) {
        BufferedInputStream in = new BufferedInputStream(stream);
        try {
            in.mark(HEAD);
            byte[] head = in.readNBytes(HEAD);
            in.reset();
            refuse(name, head);
            byte[] mark = startsWith(head, 0xEF, 0xBB, 0xBF) ? BOM : NONE;
            in.skipNBytes(mark.length);
            return new Input(name, in, mark, format(name, Arrays.copyOfRange(head, mark.length, head.length), asked));
        } catch (IOException e) {
            throw new FileFault(name + " cannot be read (" + e.getClass().getSimpleName() + ").", e);
        }
    }

    private static Format format(String name, byte[] head, @Nullable Format asked) {
        Format known = asked != null ? asked : Format.ofName(name);
        return known != null ? known : Format.ofContent(head);
    }

    private static void refuse(String name, byte[] head) {
        if (head.length == 0) {
            throw new FileFault(name + " is empty.");
        }
        if (startsWith(head, 0xFF, 0xFE) || startsWith(head, 0xFE, 0xFF)) {
            throw new FileFault(name + " is UTF-16: save it as UTF-8.");
        }
        if (startsWith(head, 0x1F, 0x8B)) {
            throw new FileFault(name + " is compressed with gzip: unpack it first.");
        }
        if (startsWith(head, 'P', 'K', 3, 4)) {
            throw new FileFault(name + " is a ZIP archive or a workbook: unpack it, or save it as CSV in UTF-8.");
        }
    }

    private static boolean startsWith(byte[] head, int... bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (i >= head.length || (head[i] & 0xFF) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    String name() {
        return name;
    }

    Format format() {
        return format;
    }

    /** The byte order mark, which {@link #read} does not give; empty if there is none. Not copied. */
    byte[] mark() {
        return mark;
    }

    /** As {@link InputStream#read(byte[], int, int)}. */
    int read(byte[] into, int from, int length) {
        try {
            return in.read(into, from, length);
        } catch (IOException e) {
            throw new FileFault(
                    name + " cannot be read to its end (" + e.getClass().getSimpleName() + ").", e);
        }
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw new FileFault(name + " cannot be closed (" + e.getClass().getSimpleName() + ").", e);
        }
    }
}
