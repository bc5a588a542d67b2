package contactimport.source;

import io.airlift.compress.zstd.ZstdInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;

/** What a zstd file holds. Whatever is wrong with it is an {@link IOException}. Windows of more than 8 MB are refused. */
final class ZstdStream extends FilterInputStream {

    ZstdStream(InputStream in) throws IOException {
        super(new ZstdInputStream(in));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        try {
            return length == 0 ? 0 : in.read(into, from, length);
        } catch (RuntimeException e) { // of whatever kind the library meets on its way through broken data
            throw broken(e);
        }
    }

    private static ZipException broken(RuntimeException e) {
        ZipException broken = new ZipException("no zstd data");
        broken.initCause(e);
        return broken;
    }
}
