package contactimport.source;

import contactimport.contact.Checked;
import contactimport.contact.Code;
import contactimport.contact.Reason;
import contactimport.contact.Text;
import java.io.Closeable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads an input record by record, in memory that does not grow with it: one member of an archive after another. A bad record is
 * a row that says so; {@link FileFault} means that the input cannot be read on. Not thread-safe.
 */
public final class Source implements Closeable {

    private final Packed packed;
    private final Detected detected;
    private final int maxBytes;
    private final int windowBytes;
    private final Function<String, @Nullable Checked<SourceRecord>> parser;
    private final List<Member> members = new ArrayList<>();
    private final Header header;
    private Frames frames;
    private long headerEnd;
    private @Nullable SourceRow first;
    private final boolean hasRecords;
    private long rows;
    private long linesBefore;

    /**
     * A member of an archive.
     *
     * @param lastOrdinal of its records; that of the member before if it has none
     * @param linesBefore lines of the members before
     */
    public record Member(String name, long lastOrdinal, long linesBefore) {}

    /** @param known null: found out from the first bytes */
    Source(Packed packed, @Nullable Detected known, SourceOptions options, int windowBytes) {
        this.packed = packed;
        this.windowBytes = windowBytes;
        maxBytes = options.maxRecordBytes();
        Input input = nextInput();
        if (input == null) {
            throw new FileFault(packed.name() + " is empty.");
        }
        detected = known != null ? known : Survey.ofHead(input, options);
        frames = new Frames(input, detected, maxBytes, windowBytes);
        boolean csv = detected.format() == Format.CSV;
        header = csv ? readHeader() : new Header(packed.name(), 0, List.of());
        parser = csv ? Parser.csv(header, detected.form()) : Parser::json;
        first = read();
        hasRecords = first != null;
    }

    /**
     * A file without a single record is hardly ever meant.
     *
     * @param wayOut if it is, what to do; empty: nothing
     * @throws FileFault if it has none
     */
    public void requireRecords(String wayOut) {
        if (!hasRecords) {
            boolean csv = detected.format() == Format.CSV;
            throw new FileFault(packed.name() + (csv ? " has a header but no rows." : " has no records.") + wayOut);
        }
    }

    /** The next member that is not empty. */
    private @Nullable Input nextInput() {
        for (Packed.Member member = packed.next(); member != null; member = packed.next()) {
            if (member.name() != null) {
                members.add(new Member(member.name(), rows, linesBefore));
            }
            Input input = new Input(member, Packed.label(packed.name(), member.name()));
            if (input.head().length > 0) {
                return input;
            }
        }
        return null;
    }

    private Header readHeader() {
        for (boolean firstLine = true; frames.next(); firstLine = false) {
            byte[] raw = frames.bytes();
            String text = detected.encoding().decode(raw);
            if (frames.tooLong() || detected.encoding().fault(raw, text) >= 0) {
                throw badHeader(
                        frames.tooLong()
                                ? "is longer than " + maxBytes + " bytes"
                                : "is not valid " + detected.encoding().name());
            }
            if (firstLine && Delimiters.names(text)) {
                continue;
            }
            List<String> names = CsvLine.split(text, detected.form()).fold(n -> n, reasons -> {
                throw badHeader("is malformed: " + Reason.sentences(reasons));
            });
            if (!Parser.isBlank(names)) {
                headerEnd = frames.endOffset();
                return new Header(frames.name(), frames.line(), named(names), names.size());
            }
        }
        throw new FileFault(frames.name() + " is empty: it has only blank lines.");
    }

    /** The names without the empty ones at the end, which some programs write. */
    private static List<String> named(List<String> names) {
        int count = names.size();
        while (Text.isBlank(names.get(count - 1))) {
            count--;
        }
        return names.subList(0, count);
    }

    private FileFault badHeader(String fault) {
        return new FileFault(frames.name() + ", line " + frames.line() + ": the header " + fault + ".");
    }

    public Format format() {
        return detected.format();
    }

    /** How the input is read. */
    public Detected detected() {
        return detected;
    }

    /** The members read so far, the last of them perhaps in part; none unless the input is an archive. */
    public List<Member> members() {
        return List.copyOf(members);
    }

    /** The columns of a CSV file, of every member; without names for JSON Lines. */
    public Header header() {
        return header;
    }

    /** Bytes of the input consumed so far, packed as they are; after the last row, all of them. */
    public long bytesRead() {
        return packed.compression() == Compression.NONE ? frames.bytesRead() : packed.bytesRead();
    }

    /** The offset in the file behind the header's last byte, in front of its line end; 0 for JSON Lines. */
    public long headerEnd() {
        return headerEnd;
    }

    /** The same for the record that {@link #next} gave last, even one that was too long to be held. */
    public long recordEnd() {
        return frames.endOffset();
    }

    /** Whether something stands behind the last record that was read, a line end or the end of an array: it is no cut one. */
    public boolean endsWithLineEnd() {
        return frames.endOffset() < frames.bytesRead();
    }

    /** The next record, or null after the last; blank ones are passed over. */
    public @Nullable SourceRow next() {
        SourceRow row = first != null ? first : read();
        first = null;
        return row;
    }

    private @Nullable SourceRow read() {
        do {
            while (frames.next()) {
                byte[] raw = frames.bytes();
                Checked<SourceRecord> record = frames.tooLong() ? tooLong() : parse(raw);
                if (record != null) {
                    return row(raw, record);
                }
            }
        } while (nextMember());
        return null;
    }

    private SourceRow row(byte[] raw, Checked<SourceRecord> record) {
        rows++;
        if (!members.isEmpty()) {
            Member last = members.get(members.size() - 1);
            members.set(members.size() - 1, new Member(last.name(), rows, last.linesBefore()));
        }
        return new SourceRow(rows, linesBefore + frames.line(), raw, record);
    }

    private boolean nextMember() {
        linesBefore += frames.lines();
        Input input = nextInput();
        if (input == null) {
            return false;
        }
        frames = new Frames(input, detected, maxBytes, windowBytes);
        if (detected.format() == Format.CSV) {
            Header other = readHeader();
            if (!other.names().equals(header.names()) || other.cells() != header.cells()) {
                throw new FileFault(other.file() + ", line " + other.line()
                        + ": the columns differ from those of the first member: import the members one by one.");
            }
        }
        return true;
    }

    private @Nullable Checked<SourceRecord> parse(byte[] raw) {
        String text = detected.encoding().decode(raw);
        int fault = detected.encoding().fault(raw, text);
        return fault < 0
                ? parser.apply(text)
                : Checked.failed(Reason.of(
                        Code.LINE_UNREADABLE,
                        "expected " + detected.encoding().name() + ", found another byte at offset "
                                + (frames.offset() + fault) + " of the file"));
    }

    private Checked<SourceRecord> tooLong() {
        return Checked.failed(Reason.of(Code.RECORD_TOO_LONG, "expected at most " + maxBytes + " bytes"));
    }

    @Override
    public void close() {
        packed.close();
    }
}
