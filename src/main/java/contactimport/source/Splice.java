package contactimport.source;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;

/** Copies a file, or what is packed in it, byte by byte but for some places, given from front to back. Not thread-safe. */
public final class Splice implements Closeable {

    private final Path file;
    private final Packed packed;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] buffer = new byte[1 << 16];
    private long at;

    /**
     * @param out not closed
     * @throws FileFault if the file cannot be read; so do the other methods
     */
    public Splice(Path file, SourceOptions options, OutputStream out) {
        this.file = file;
        this.out = out;
        packed = Packed.open(file, file.toString(), options.unpacking(), null);
        Packed.Member member = packed.next();
        in = member == null ? InputStream.nullInputStream() : member.in();
    }

    /**
     * Writes {@code with} in the place of the bytes between two offsets of the file, and before it all that was not yet copied.
     *
     * @throws IOException if it cannot be written
     */
    public void replace(long from, long to, byte[] with) throws IOException {
        copy(from - at);
        skip(to - from);
        out.write(with);
        at = to;
    }

    /** @throws IOException if it cannot be written */
    public void rest() throws IOException {
        copy(Long.MAX_VALUE);
    }

    private void copy(long count) throws IOException {
        long left = count;
        while (left > 0) {
            int read = read((int) Math.min(left, buffer.length));
            if (read < 0) {
                return;
            }
            out.write(buffer, 0, read);
            left -= read;
        }
    }

    private int read(int most) {
        try {
            return in.read(buffer, 0, most);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private void skip(long count) {
        try {
            in.skipNBytes(count);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private FileFault unreadable(IOException e) {
        return new FileFault(
                file + " cannot be read to its end (" + e.getClass().getSimpleName() + ").", e);
    }

    @Override
    public void close() {
        packed.close();
    }
}
