package contactimport.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** Counts the bytes that go through it, and hashes them. */
final class Tap extends FilterInputStream {

    private final @Nullable MessageDigest digest;
    private long count;

    Tap(InputStream in, @Nullable MessageDigest digest) {
        super(in);
        this.digest = digest;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int read = in.read(into, from, length);
        if (read > 0) {
            count += read;
            if (digest != null) {
                digest.update(into, from, read);
            }
        }
        return read;
    }

    @Override
    public long skip(long n) {
        throw new UnsupportedOperationException("bytes that are skipped are not counted");
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    long count() {
        return count;
    }
}
