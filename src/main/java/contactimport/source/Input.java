package contactimport.source;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.util.Arrays;

/** The bytes of one member of a file. Whatever keeps it from being read becomes a {@link FileFault}. */
final class Input {

    static final int HEAD = 1 << 16;

    private final String name;
    private final BufferedInputStream in;
    private final byte[] head;

    /** @param name how people are told where something is */
    Input(Packed.Member member, String name) {
        this.name = name;
        in = new BufferedInputStream(member.in(), HEAD);
        try {
            in.mark(HEAD);
            head = in.readNBytes(HEAD);
            in.reset();
        } catch (IOException e) {
            throw broken(e);
        }
    }

    String name() {
        return name;
    }

    /** The first bytes, a byte order mark included; all of them if they are fewer than {@link #HEAD}. Not copied. */
    byte[] head() {
        return head;
    }

    /** Passes over a byte order mark, if there is this one; how many bytes it has. */
    int passOver(byte[] mark) {
        boolean there = mark.length > 0
                && head.length >= mark.length
                && Arrays.equals(head, 0, mark.length, mark, 0, mark.length);
        return there ? read(new byte[mark.length], 0, mark.length) : 0;
    }

    /** As {@link java.io.InputStream#read(byte[], int, int)}. */
    int read(byte[] into, int from, int length) {
        try {
            return in.read(into, from, length);
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private FileFault broken(IOException e) {
        return new FileFault(
                name + " cannot be read to its end (" + e.getClass().getSimpleName() + ").", e);
    }
}
