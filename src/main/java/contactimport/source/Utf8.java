package contactimport.source;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Strict UTF-8. */
final class Utf8 {

    private static final char REPLACEMENT = '\uFFFD';

    private Utf8() {}

    /** The text; where the bytes are no UTF-8 it holds U+FFFD and {@link #fault} says where. */
    static String decode(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The index of the first byte that is no UTF-8, or -1. */
    static int fault(byte[] bytes, String decoded) {
        if (decoded.indexOf(REPLACEMENT) < 0) {
            return -1; // the quick way out: nothing was replaced
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        boolean malformed = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .decode(in, CharBuffer.allocate(bytes.length), true)
                .isError();
        return malformed ? in.position() : -1;
    }
}
