package contactimport.report;

import contactimport.store.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The bytes of a line while it is put together, in UTF-8; used again for the next one. Not thread-safe. */
final class LineBuffer {

    private static final int AT_FIRST = 4096;
    private static final int MOST_KEPT = 1 << 20;

    private byte[] bytes = new byte[AT_FIRST];
    private int length;

    LineBuffer clear() {
        length = 0;
        if (bytes.length > MOST_KEPT) {
            bytes = new byte[AT_FIRST];
        }
        return this;
    }

    LineBuffer put(char ascii) {
        room(1);
        bytes[length++] = (byte) ascii;
        return this;
    }

    LineBuffer put(Utf8 text) {
        room(text.length());
        text.into(bytes, length);
        length += text.length();
        return this;
    }

    LineBuffer put(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        room(encoded.length);
        System.arraycopy(encoded, 0, bytes, length, encoded.length);
        length += encoded.length;
        return this;
    }

    int length() {
        return length;
    }

    /** What has been put; good until it is cleared. */
    Utf8 text() {
        return Utf8.of(bytes, 0, length);
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(length, more), (int)
                    Math.min(2L * bytes.length, Integer.MAX_VALUE - 8)));
        }
    }
}
