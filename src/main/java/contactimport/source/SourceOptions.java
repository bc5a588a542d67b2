package contactimport.source;

import static java.util.Objects.requireNonNull;

import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * How an input is to be read. What is null is found out.
 *
 * @param format null: by the file's name, and where that says nothing by its content
 * @param maxRecordBytes a longer record is {@code RECORD_TOO_LONG}; its line end does not count
 * @param encoding null: by a byte order mark, else by the bytes
 * @param delimiter between the cells of a CSV record; null: by the first records
 * @param quote around cells; {@link #NO_QUOTE}: quotes mean nothing
 * @param unpacking how much a compressed file may become
 */
public record SourceOptions(
        @Nullable Format format,
        int maxRecordBytes,
        @Nullable Charset encoding,
        @Nullable Character delimiter,
        char quote,
        Unpacking unpacking) {

    public static final int MAX_RECORD_BYTES = 1 << 20;

    /** What one jsonb string can hold. */
    public static final int LARGEST_LIMIT = 1 << 28;

    public static final char NO_QUOTE = '\0';

    /**
     * The limits of a compressed file.
     *
     * @param maxBytes of all it holds
     * @param maxRatio how many times its own size all it holds may have; not looked at below 16 MB
     */
    public record Unpacking(long maxBytes, int maxRatio) {

        public static final long MAX_BYTES = 1L << 36;
        public static final int MAX_RATIO = 200;
        static final long ALWAYS = 16L << 20;

        public static final Unpacking DEFAULT = new Unpacking(MAX_BYTES, MAX_RATIO);

        public Unpacking {
            if (maxBytes < 1 || maxRatio < 1) {
                throw new IllegalArgumentException("limits are at least 1");
            }
        }
    }

    public SourceOptions {
        requireNonNull(unpacking);
        if (maxRecordBytes < 1 || maxRecordBytes > LARGEST_LIMIT) {
            throw new IllegalArgumentException("a record may have 1 to " + LARGEST_LIMIT + " bytes");
        }
        if (encoding != null && !Encoding.isReadable(encoding)) {
            throw new IllegalArgumentException("records cannot be told apart in " + encoding);
        }
        if (delimiter != null && (!isMark(delimiter) || delimiter == quote)) {
            throw new IllegalArgumentException("no delimiter: a letter, a digit, a line end or the quote");
        }
        if (quote != NO_QUOTE && !isMark(quote)) {
            throw new IllegalArgumentException("no quote: a letter, a digit or a line end");
        }
    }

    /** Everything but the two found out. */
    public SourceOptions(@Nullable Format format, int maxRecordBytes) {
        this(format, maxRecordBytes, null, null, '"', Unpacking.DEFAULT);
    }

    /** Everything found out, records up to 1 MB. */
    public static SourceOptions defaults() {
        return new SourceOptions(null, MAX_RECORD_BYTES);
    }

    /** Whether a character can stand between or around cells: one ASCII character that no value is made of. */
    public static boolean isMark(char c) {
        return c == '\t' || (c > ' ' && c < 127 && !Character.isLetterOrDigit(c));
    }
}
