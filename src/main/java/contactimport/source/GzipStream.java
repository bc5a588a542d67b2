package contactimport.source;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * What a gzip file holds, all its members one after another. Unlike the JDK's stream it passes over nothing: what is cut off, does
 * not match its checksum, or follows a member and is neither one nor zeros is an {@link IOException}.
 */
final class GzipStream extends InputStream {

    private static final int BUFFER = 1 << 16;
    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;

    private final PushbackInputStream in;
    private final Inflater inflater = new Inflater(true);
    private final byte[] buffer = new byte[BUFFER];
    private final CRC32 checksum = new CRC32();
    private int buffered;
    private boolean inMember;
    private boolean ended;

    GzipStream(InputStream in) {
        this.in = new PushbackInputStream(in, BUFFER);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!ended) {
            if (!inMember && !begin()) {
                break;
            }
            int count = inflate(into, from, length);
            if (count > 0) {
                checksum.update(into, from, count);
                return count;
            }
        }
        ended = true;
        return -1;
    }

    private int inflate(byte[] into, int from, int length) throws IOException {
        try {
            int count = inflater.inflate(into, from, length);
            if (count == 0 && inflater.finished()) {
                end();
            } else if (count == 0 && inflater.needsDictionary()) {
                throw new ZipException("a dictionary");
            } else if (count == 0) {
                feed();
            }
            return count;
        } catch (DataFormatException e) {
            throw new ZipException("no deflated data");
        }
    }

    private void feed() throws IOException {
        buffered = in.read(buffer, 0, BUFFER);
        if (buffered <= 0) {
            throw new EOFException("cut off");
        }
        inflater.setInput(buffer, 0, buffered);
    }

    private void end() throws IOException {
        int rest = inflater.getRemaining();
        in.unread(buffer, buffered - rest, rest);
        if (number(4) != checksum.getValue() || number(4) != (inflater.getBytesWritten() & 0xFFFFFFFFL)) {
            throw new ZipException("the checksum differs");
        }
        inMember = false;
    }

    /** Reads a member's header; false if there is no more member. */
    private boolean begin() throws IOException {
        int first = in.read();
        while (first == 0) {
            first = in.read(); // padding to whole blocks
        }
        if (first < 0) {
            return false;
        }
        if (first != 0x1F || number(1) != 0x8B || number(1) != 8) {
            throw new ZipException("no gzip member");
        }
        header((int) number(1));
        inflater.reset();
        checksum.reset();
        inMember = true;
        return true;
    }

    private void header(int flags) throws IOException {
        number(6);
        if ((flags & EXTRA) != 0) {
            in.skipNBytes(number(2));
        }
        if ((flags & NAME) != 0) {
            passText();
        }
        if ((flags & COMMENT) != 0) {
            passText();
        }
        if ((flags & HEADER_CRC) != 0) {
            number(2);
        }
    }

    private void passText() throws IOException {
        while (number(1) != 0) {
            // to the zero that ends it
        }
    }

    /** Little-endian. */
    private long number(int bytes) throws IOException {
        long number = 0;
        for (int i = 0; i < bytes; i++) {
            int b = in.read();
            if (b < 0) {
                throw new EOFException("cut off");
            }
            number |= (long) b << (8 * i);
        }
        return number;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }
}
