package contactimport.source;

import static java.util.Objects.requireNonNull;

/**
 * How a file is read, whether that was said or found out.
 *
 * @param array a JSON array of objects instead of one object a line
 * @param origin how the encoding is known
 * @param mark whether the file begins with a byte order mark
 * @param faulty whether some bytes are not in the encoding, as far as UTF-8 is concerned
 */
public record Detected(
        Format format,
        boolean array,
        CsvForm form,
        Origin origin,
        boolean mark,
        boolean faulty,
        Compression compression) {

    /** From the byte order mark, by {@code --encoding}, by its bytes, or for lack of anything better. */
    public enum Origin {
        MARK,
        OPTION,
        CONTENT,
        ASSUMED
    }

    public Detected {
        requireNonNull(format);
        requireNonNull(form);
        requireNonNull(origin);
        requireNonNull(compression);
    }

    /** RFC 4180 or JSON Lines, in UTF-8. */
    public static Detected usual(Format format) {
        return new Detected(format, false, CsvForm.USUAL, Origin.CONTENT, false, false, Compression.NONE);
    }

    /** The sheet of a workbook: there is nothing to be found out about how it is written. */
    static Detected sheet() {
        return new Detected(Format.CSV, false, CsvForm.USUAL, Origin.CONTENT, false, false, Compression.XLSX);
    }

    public Encoding encoding() {
        return form.encoding();
    }

    /** In words: {@code CSV in UTF-8}. */
    String words() {
        if (compression == Compression.XLSX) {
            return "a workbook";
        }
        String kind = format == Format.CSV ? "CSV" : array ? "a JSON array" : "JSON Lines";
        return kind + " in " + encoding().name();
    }

    Framing framing() {
        return array
                ? new ArrayFraming(encoding())
                : new LineFraming(form, format == Format.CSV, compression == Compression.XLSX);
    }

    Detected in(Encoding encoding, Origin how, boolean someBytesAreNot) {
        CsvForm written = new CsvForm(encoding, form.delimiter(), form.quote());
        return new Detected(format, array, written, how, mark, someBytesAreNot, compression);
    }

    Detected packed(Compression by) {
        return new Detected(format, array, form, origin, mark, faulty, by);
    }
}
