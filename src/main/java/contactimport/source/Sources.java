package contactimport.source;

import contactimport.contact.Checked;
import contactimport.contact.Code;
import contactimport.contact.Reason;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The way in: {@link #check} finds out how a file is to be read and what is wrong with it as a whole before anything is written,
 * {@link #open} reads it. Both throw {@link FileFault}.
 */
public final class Sources {

    private Sources() {}

    /** Reads the whole file once, without parsing. */
    public static FileIdentity check(Path file, SourceOptions options) {
        return check(file, file.toString(), options);
    }

    /** @param name what people call the file */
    public static FileIdentity check(Path file, String name, SourceOptions options) {
        MessageDigest digest = sha256();
        try (Packed packed = Packed.open(file, name, options.unpacking(), digest)) {
            return check(packed, options, digest);
        }
    }

    /** The same for a stream, which is closed. */
    public static FileIdentity check(InputStream in, String name, SourceOptions options) {
        MessageDigest digest = sha256();
        try (Packed packed = Packed.of(in, name, options.unpacking(), digest)) {
            return check(packed, options, digest);
        }
    }

    /**
     * The first characters of a file, before anything is known of how it is written: what is not ASCII may be wrong. A workbook has
     * none.
     */
    public static String head(Path file, String name, SourceOptions options) {
        try (Packed packed = Packed.open(file, name, options.unpacking(), null)) {
            Packed.Member first = packed.next();
            return first == null || packed.compression() == Compression.XLSX
                    ? ""
                    : new Sniffer(new Input(first, name), name, options).text();
        }
    }

    private static FileIdentity check(Packed packed, SourceOptions options, MessageDigest digest) {
        Detected detected = Survey.of(packed, options);
        return new FileIdentity(
                packed.name(), packed.bytesRead(), HexFormat.of().formatHex(digest.digest()), detected);
    }

    /** Opens a file that was checked, and reads its header; it may have nothing but that. */
    public static Source open(Path file, String name, Detected detected, SourceOptions options) {
        return evenEmpty(Packed.open(file, name, options.unpacking(), null), detected, options, Frames.WINDOW);
    }

    /** The same for one that was not; without a record it is refused. */
    public static Source open(Path file, SourceOptions options) {
        return withRecords(open(file, file.toString(), check(file, options).detected(), options));
    }

    /** The same for a stream, which the source closes; its first bytes say how it is to be read. */
    public static Source open(InputStream in, String name, SourceOptions options) {
        return opened(Packed.of(in, name, options.unpacking(), null), null, options, Frames.WINDOW);
    }

    private static Source withRecords(Source source) {
        try {
            source.requireRecords("");
            return source;
        } catch (FileFault e) {
            source.close();
            throw e;
        }
    }

    static Source opened(Packed packed, @Nullable Detected detected, SourceOptions options, int windowBytes) {
        return withRecords(evenEmpty(packed, detected, options, windowBytes));
    }

    private static Source evenEmpty(
            Packed packed, @Nullable Detected detected, SourceOptions options, int windowBytes) {
        try {
            return new Source(packed, detected, options, windowBytes);
        } catch (FileFault e) {
            packed.close();
            throw e;
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JVM has no SHA-256", e);
        }
    }

    /**
     * A record that was read before, from the bytes that were kept of it.
     *
     * @param detected how its file was read
     */
    public static SourceRow again(byte[] raw, Header header, Detected detected, long line) {
        String text = detected.encoding().decode(raw);
        Checked<SourceRecord> record = null;
        if (detected.encoding().fault(raw, text) < 0) {
            record = detected.format() == Format.CSV
                    ? Parser.csv(header, detected.form()).apply(text)
                    : Parser.json(text);
        }
        Reason unreadable = Reason.of(Code.LINE_UNREADABLE, "it could not be read before, either");
        return new SourceRow(1, line, raw, record == null ? Checked.failed(unreadable) : record);
    }
}
