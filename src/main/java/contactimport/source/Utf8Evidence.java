package contactimport.source;

/**
 * What speaks for UTF-8 in a stream of bytes: sequences of several bytes, which text in another encoding has by accident only, and
 * faults against it.
 */
final class Utf8Evidence {

    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final java.lang.invoke.VarHandle LONGS =
            java.lang.invoke.MethodHandles.byteArrayViewVarHandle(long[].class, java.nio.ByteOrder.LITTLE_ENDIAN);

    private long sequences;
    private long faults;
    private int missing;
    private int lowest;
    private int highest;

    void add(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (missing == 0) {
                i = passAscii(bytes, i, to);
                if (i == to) {
                    return;
                }
            }
            next(bytes[i] & 0xFF);
        }
    }

    private static int passAscii(byte[] bytes, int from, int to) {
        int i = from;
        while (i + 8 <= to && ((long) LONGS.get(bytes, i) & HIGH_BITS) == 0) {
            i += 8;
        }
        while (i < to && bytes[i] >= 0) {
            i++;
        }
        return i;
    }

    private void next(int b) {
        if (missing > 0 && b >= lowest && b <= highest) {
            missing--;
            lowest = 0x80;
            highest = 0xBF;
            sequences += missing == 0 ? 1 : 0;
            return;
        }
        faults += missing > 0 ? 1 : 0;
        missing = b < 0x80 ? 0 : b >= 0xC2 && b < 0xE0 ? 1 : b >= 0xE0 && b < 0xF0 ? 2 : b >= 0xF0 && b < 0xF5 ? 3 : 0;
        faults += missing == 0 && b >= 0x80 ? 1 : 0;
        lowest = b == 0xE0 ? 0xA0 : b == 0xF0 ? 0x90 : 0x80;
        highest = b == 0xED ? 0x9F : b == 0xF4 ? 0x8F : 0xBF;
    }

    /** A sequence that the input ends in is not whole. */
    void end() {
        faults += missing > 0 ? 1 : 0;
        missing = 0;
    }

    boolean isFaulty() {
        return faults > 0;
    }

    /** UTF-8 with some broken bytes rather than another encoding. */
    boolean isUtf8() {
        return sequences >= faults;
    }
}
