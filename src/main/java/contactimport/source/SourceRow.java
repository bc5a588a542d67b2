package contactimport.source;

import static java.util.Objects.requireNonNull;

import contactimport.contact.Checked;

/**
 * One record of the input: its place, its bytes, and the record or why it cannot be read. The bytes are kept as they stood in
 * the file so that a rejected record can be given back unchanged, even one that is not valid UTF-8.
 */
public final class SourceRow {

    private final long ordinal;
    private final long line;
    private final byte[] raw;
    private final Checked<SourceRecord> record;

    /** @param raw not copied: the caller gives it away */
    public SourceRow(long ordinal, long line, byte[] raw, Checked<SourceRecord> record) {
        this.ordinal = ordinal;
        this.line = line;
        this.raw = requireNonNull(raw);
        this.record = requireNonNull(record);
    }

    /** 1, 2, 3 … over the records of the run: the row's key. */
    public long ordinal() {
        return ordinal;
    }

    /** The physical line, header included, on which the record starts; the lines of an archive are counted on from member to member. */
    public long line() {
        return line;
    }

    /** The record without its line end; empty if it was too long to be held. Not copied: do not write to it. */
    public byte[] raw() {
        return raw;
    }

    /** The record, or why it cannot be read. */
    public Checked<SourceRecord> record() {
        return record;
    }

    @Override
    public String toString() {
        return "SourceRow[line " + line + "]";
    }
}
