package contactimport.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;

/** Unpacked bytes within limits: a few kilobytes can unpack to terabytes. What is beyond them is a {@link FileFault}. */
final class UnpackedStream extends FilterInputStream {

    private final String label;
    private final SourceOptions.Unpacking limits;
    private final LongSupplier packed;
    private long total;

    /**
     * @param packed bytes of the file that what is unpacked so far came from
     * @param before unpacked bytes of the members before
     */
    UnpackedStream(InputStream in, String label, SourceOptions.Unpacking limits, LongSupplier packed, long before) {
        super(in);
        this.label = label;
        this.limits = limits;
        this.packed = packed;
        total = before;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int count;
        try {
            count = in.read(into, from, length);
        } catch (IOException e) {
            throw new FileFault(
                    label
                            + " cannot be unpacked to its end: it is broken, cut off, encrypted, or packed in a way that is"
                            + " not known here. Copy it again, or unpack it first.",
                    e);
        }
        if (count > 0) {
            total += count;
            require();
        }
        return count;
    }

    private void require() {
        if (total > limits.maxBytes()) {
            throw new FileFault(label + " unpacks to more than " + limits.maxBytes()
                    + " bytes: unpack it first, or raise --max-unpacked-bytes.");
        }
        if (total > SourceOptions.Unpacking.ALWAYS && total / limits.maxRatio() > packed.getAsLong()) {
            throw new FileFault(label + " unpacks to more than " + limits.maxRatio()
                    + " times its size: if that is no trick, raise --max-unpacked-ratio.");
        }
    }

    long total() {
        return total;
    }
}
