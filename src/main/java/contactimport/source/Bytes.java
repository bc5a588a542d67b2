package contactimport.source;

import java.util.Arrays;

/** The first bytes of things. */
final class Bytes {

    private Bytes() {}

    static boolean startsWith(byte[] head, int... bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (i >= head.length || (head[i] & 0xFF) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    static byte[] from(byte[] bytes, int start) {
        return Arrays.copyOfRange(bytes, Math.min(start, bytes.length), bytes.length);
    }
}
