package contactimport.source;

import org.jspecify.annotations.Nullable;

/**
 * How an input is to be read.
 *
 * @param format null: by the file's name, and where that says nothing by its content
 * @param maxRecordBytes a longer record is {@code RECORD_TOO_LONG}; its line end does not count
 */
public record SourceOptions(@Nullable Format format, int maxRecordBytes) {

    public static final int MAX_RECORD_BYTES = 1 << 20;

    /** What one jsonb string can hold. */
    public static final int LARGEST_LIMIT = 1 << 28;

    public SourceOptions {
        if (maxRecordBytes < 1 || maxRecordBytes > LARGEST_LIMIT) {
            throw new IllegalArgumentException("a record may have 1 to " + LARGEST_LIMIT + " bytes");
        }
    }

    /** Format found out, records up to 1 MB. */
    public static SourceOptions defaults() {
        return new SourceOptions(null, MAX_RECORD_BYTES);
    }
}
