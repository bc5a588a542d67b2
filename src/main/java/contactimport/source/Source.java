package contactimport.source;

import contactimport.contact.Checked;
import contactimport.contact.Code;
import contactimport.contact.Reason;
import java.io.Closeable;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads an input record by record, in memory that does not grow with it. A bad record is a row that says so; {@link FileFault}
 * means that the input cannot be read on. Not thread-safe.
 */
public final class Source implements Closeable {

    private final Input input;
    private final Frames frames;
    private final int maxBytes;
    private final Header header;
    private final Function<String, @Nullable Checked<SourceRecord>> parser;
    private long headerEnd;
    private @Nullable SourceRow first;
    private long rows;

    Source(Input input, int maxBytes, int windowBytes) {
        this.input = input;
        this.maxBytes = maxBytes;
        frames = new Frames(input, maxBytes, windowBytes);
        boolean csv = input.format() == Format.CSV;
        header = csv ? readHeader() : new Header(input.name(), 0, List.of());
        parser = csv ? Parser.csv(header.names().size()) : Parser::json;
        first = read();
        if (first == null) {
            throw new FileFault(input.name() + (csv ? " has a header but no rows." : " has no records."));
        }
    }

    private Header readHeader() {
        while (frames.next()) {
            byte[] raw = frames.bytes();
            String text = Utf8.decode(raw);
            if (frames.tooLong() || Utf8.fault(raw, text) >= 0) {
                throw badHeader(frames.tooLong() ? "is longer than " + maxBytes + " bytes" : "is not valid UTF-8");
            }
            List<String> names = CsvLine.split(text).fold(n -> n, reasons -> {
                throw badHeader("is malformed: " + Reason.sentences(reasons));
            });
            if (!Parser.isBlank(names)) {
                headerEnd = frames.endOffset();
                return new Header(input.name(), frames.line(), names);
            }
        }
        throw new FileFault(input.name() + " is empty: it has only blank lines.");
    }

    private FileFault badHeader(String fault) {
        return new FileFault(input.name() + ", line " + frames.line() + ": the header " + fault + ".");
    }

    public Format format() {
        return input.format();
    }

    /** The columns of a CSV file; without names for JSON Lines. */
    public Header header() {
        return header;
    }

    /** Bytes of the input consumed so far; after the last row, all of them. */
    public long bytesRead() {
        return frames.bytesRead();
    }

    /** The offset in the file behind the header's last byte, in front of its line end; 0 for JSON Lines. */
    public long headerEnd() {
        return headerEnd;
    }

    /** The same for the record that {@link #next} gave last, even one that was too long to be held. */
    public long recordEnd() {
        return frames.endOffset();
    }

    /** The next record, or null after the last; blank ones are passed over. */
    public @Nullable SourceRow next() {
        SourceRow row = first != null ? first : read();
        first = null;
        return row;
    }

    private @Nullable SourceRow read() {
        while (frames.next()) {
            byte[] raw = frames.bytes();
            Checked<SourceRecord> record = frames.tooLong() ? tooLong() : parse(raw);
            if (record != null) {
                return new SourceRow(++rows, frames.line(), raw, record);
            }
        }
        return null;
    }

    private @Nullable Checked<SourceRecord> parse(byte[] raw) {
        String text = Utf8.decode(raw);
        int fault = Utf8.fault(raw, text);
        return fault < 0
                ? parser.apply(text)
                : Checked.failed(Reason.of(
                        Code.LINE_UNREADABLE,
                        "expected UTF-8, found another byte at offset " + (frames.offset() + fault) + " of the file"));
    }

    private Checked<SourceRecord> tooLong() {
        return Checked.failed(Reason.of(Code.RECORD_TOO_LONG, "expected at most " + maxBytes + " bytes"));
    }

    @Override
    public void close() {
        input.close();
    }
}
