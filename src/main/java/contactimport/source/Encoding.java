package contactimport.source;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * An encoding in which line ends, quotes and delimiters are found without decoding: ASCII characters stand as one unit of 1, 2
 * or 4 bytes, and no other character has such a unit in it. Decoding is strict.
 *
 * @param charset with a byte order: {@code UTF-16LE}, never {@code UTF-16}
 * @param width bytes of a unit
 */
public record Encoding(Charset charset, int width, boolean bigEndian) {

    public static final Encoding UTF_8 = new Encoding(StandardCharsets.UTF_8, 1, false);
    static final Encoding UTF_16LE = new Encoding(StandardCharsets.UTF_16LE, 2, false);
    static final Encoding UTF_16BE = new Encoding(StandardCharsets.UTF_16BE, 2, true);
    static final Encoding UTF_32LE = new Encoding(Charset.forName("UTF-32LE"), 4, false);
    static final Encoding UTF_32BE = new Encoding(Charset.forName("UTF-32BE"), 4, true);
    static final Encoding WINDOWS_1252 = new Encoding(Charset.forName("windows-1252"), 1, false);

    private static final char REPLACEMENT = '\uFFFD';

    public Encoding {
        requireNonNull(charset);
    }

    /** Whether a file in this charset can be read; UTF-16 and UTF-32 may leave their byte order open. */
    public static boolean isReadable(Charset charset) {
        return charset.name().startsWith("UTF-16") || charset.name().startsWith("UTF-32") || isAscii(charset);
    }

    private static boolean isAscii(Charset charset) {
        byte[] all = new byte[128];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        return charset.canEncode() && new String(all, charset).equals(new String(all, StandardCharsets.US_ASCII));
    }

    /** By name, as {@link #name()} gives it. */
    public static Encoding named(String name) {
        return of(Charset.forName(name));
    }

    /** Where the charset leaves the byte order open, it is big-endian unless a byte order mark has said so. */
    static Encoding of(Charset charset) {
        return switch (charset.name()) {
            case "UTF-8" -> UTF_8;
            case "UTF-16LE", "x-UTF-16LE-BOM" -> UTF_16LE;
            case "UTF-16", "UTF-16BE" -> UTF_16BE;
            case "UTF-32LE", "X-UTF-32LE-BOM" -> UTF_32LE;
            case "UTF-32", "UTF-32BE", "X-UTF-32BE-BOM" -> UTF_32BE;
            default -> new Encoding(charset, 1, false);
        };
    }

    public String name() {
        return charset.name();
    }

    boolean isUnicode() {
        return charset.name().startsWith("UTF-");
    }

    /** The byte order mark of a Unicode encoding; empty for others. */
    public byte[] mark() {
        return isUnicode() ? "\uFEFF".getBytes(charset) : new byte[0];
    }

    /** The unit at an index; at least {@link #width} bytes follow. */
    int unit(byte[] bytes, int at) {
        int unit = 0;
        for (int i = 0; i < width; i++) {
            unit = unit << 8 | (bytes[at + (bigEndian ? i : width - 1 - i)] & 0xFF);
        }
        return unit;
    }

    /** The text; where the bytes are none it holds U+FFFD and {@link #fault} says where. */
    public String decode(byte[] bytes) {
        return new String(bytes, charset);
    }

    /** The bytes, their last unit being whole: what is left of one is replaced by a unit that is no text either. */
    public byte[] whole(byte[] bytes) {
        int rest = bytes.length % width;
        if (rest == 0) {
            return bytes;
        }
        byte[] whole = java.util.Arrays.copyOf(bytes, bytes.length - rest + width);
        int none = width == 2 ? 0xDC00 : 0x7FFFFFFF;
        for (int i = 0; i < width; i++) {
            whole[bytes.length - rest + i] = (byte) (none >>> (8 * (bigEndian ? width - 1 - i : i)));
        }
        return whole;
    }

    /** What the encoding has no character for becomes a question mark. */
    public byte[] encode(String text) {
        return text.getBytes(charset);
    }

    /** The index of the first byte that is no text, or -1. */
    int fault(byte[] bytes, String decoded) {
        if (decoded.indexOf(REPLACEMENT) < 0) {
            return -1; // the quick way out: nothing was replaced
        }
        CharsetDecoder strict = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        boolean bad = strict.decode(in, CharBuffer.allocate(2 * bytes.length + 2), true)
                .isError();
        return bad ? in.position() : -1;
    }
}
