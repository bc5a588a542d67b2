package contactimport.source;

import contactimport.contact.Checked;
import contactimport.contact.Code;
import contactimport.contact.Reason;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The way in: {@link #check} finds what is wrong with a file as a whole before anything is written, {@link #open} reads it.
 * Both throw {@link FileFault}.
 */
public final class Sources {

    private static final int CHUNK = 1 << 17;

    private Sources() {}

    /** Opens a file and reads its header; a file without a record is refused here. */
    public static Source open(Path file, SourceOptions options) {
        return opened(Input.open(file, options.format()), options, Frames.WINDOW);
    }

    /** The same for a stream, which the source closes. */
    public static Source open(InputStream in, String name, SourceOptions options) {
        return opened(Input.of(in, name, options.format()), options, Frames.WINDOW);
    }

    static Source opened(Input input, SourceOptions options, int windowBytes) {
        try {
            return new Source(input, options.maxRecordBytes(), windowBytes);
        } catch (FileFault e) {
            input.close();
            throw e;
        }
    }

    /** Reads the whole file once, without parsing: its identity, and a quoted cell that is never closed. */
    public static FileIdentity check(Path file, SourceOptions options) {
        try (Input input = Input.open(file, options.format())) {
            return check(input);
        }
    }

    /** The same for a stream, which is not closed. */
    public static FileIdentity check(InputStream in, String name, SourceOptions options) {
        return check(Input.of(in, name, options.format()));
    }

    private static FileIdentity check(Input input) {
        MessageDigest digest = sha256();
        digest.update(input.mark());
        Framing framing = new Framing(input.format());
        byte[] chunk = new byte[CHUNK];
        long size = input.mark().length;
        for (int count = input.read(chunk, 0, CHUNK); count > 0; count = input.read(chunk, 0, CHUNK)) {
            digest.update(chunk, 0, count);
            framing.scan(chunk, count);
            size += count;
        }
        if (framing.openQuoteLine() > 0) {
            throw FileFault.openQuote(input.name(), framing.openQuoteLine());
        }
        return new FileIdentity(input.name(), size, HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JVM has no SHA-256", e);
        }
    }

    /** A record that was read before, from the bytes that were kept of it: its cells, if the header has columns, or members. */
    public static SourceRow again(byte[] raw, Header header, long line) {
        String text = Utf8.decode(raw);
        Checked<SourceRecord> record = Utf8.fault(raw, text) >= 0
                ? null
                : header.names().isEmpty()
                        ? Parser.json(text)
                        : Parser.csv(header.names().size()).apply(text);
        return new SourceRow(
                1,
                line,
                raw,
                record == null
                        ? Checked.failed(Reason.of(Code.LINE_UNREADABLE, "it could not be read before, either"))
                        : record);
    }
}
