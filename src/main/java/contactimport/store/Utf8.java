package contactimport.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A text as it came from the database: most of a report is only handed on, and nobody needs to decode it. Nothing is copied, so
 * it is valid as long as the bytes that it lies in; nobody may change them.
 */
public final class Utf8 {

    private final byte[] bytes;
    private final int from;
    private final int to;

    private Utf8(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.from = from;
        this.to = to;
    }

    /** The bytes from {@code from} up to, not including, {@code to}. */
    public static Utf8 of(byte[] bytes, int from, int to) {
        if (from < 0 || from > to || to > bytes.length) {
            throw new IllegalArgumentException("no text from " + from + " to " + to);
        }
        return new Utf8(bytes, from, to);
    }

    public static Utf8 of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Utf8(bytes, 0, bytes.length);
    }

    static @Nullable Utf8 orNull(@Nullable String text) {
        return text == null ? null : of(text);
    }

    public int length() {
        return to - from;
    }

    public byte at(int i) {
        return bytes[from + i];
    }

    public boolean has(char ascii) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == ascii) {
                return true;
            }
        }
        return false;
    }

    /** A part of it, in the same bytes. */
    public Utf8 part(int start, int end) {
        return of(bytes, from + start, from + end);
    }

    public boolean startsWith(Utf8 other) {
        return length() >= other.length() && part(0, other.length()).equals(other);
    }

    /** Where {@code other} begins for the last time; -1: nowhere. */
    public int lastIndexOf(Utf8 other) {
        for (int i = length() - other.length(); i >= 0; i--) {
            if (at(i) == other.at(0) && part(i, i + other.length()).equals(other)) {
                return i;
            }
        }
        return -1;
    }

    public void to(OutputStream out) throws IOException {
        out.write(bytes, from, length());
    }

    /** Puts it where {@code at} says, which must have room for it. */
    public void into(byte[] target, int at) {
        System.arraycopy(bytes, from, target, at, length());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Utf8 o && Arrays.equals(bytes, from, to, o.bytes, o.from, o.to);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash;
    }

    /** The text itself, which may be personal data: not for a log. */
    public String text() {
        return new String(bytes, from, length(), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "Utf8[" + length() + " bytes]";
    }
}
