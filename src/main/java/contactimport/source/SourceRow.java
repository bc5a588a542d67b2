package contactimport.source;

import static java.util.Objects.requireNonNull;

import contactimport.contact.Checked;

/**
 * One record of the input.
 *
 * @param ordinal 1, 2, 3 … over the records of the run: the row's key
 * @param line the physical line, header included, on which the record starts
 * @param raw the record as it stood in the file, without its line end, so that it can be given back unchanged
 * @param record the record, or why it cannot be read
 */
public record SourceRow(long ordinal, long line, String raw, Checked<SourceRecord> record) {
    public SourceRow {
        requireNonNull(raw);
        requireNonNull(record);
    }

    @Override
    public String toString() {
        return "SourceRow[line " + line + "]";
    }
}
