package contactimport.source;

import static java.util.Objects.requireNonNull;

/**
 * How the records of a CSV file are written.
 *
 * @param delimiter between cells: one ASCII character
 * @param quote around cells: one ASCII character, or {@link SourceOptions#NO_QUOTE}
 */
public record CsvForm(Encoding encoding, char delimiter, char quote) {

    /** RFC 4180 in UTF-8. */
    public static final CsvForm USUAL = new CsvForm(Encoding.UTF_8, ',', '"');

    public CsvForm {
        requireNonNull(encoding);
    }

    boolean hasQuotes() {
        return quote != SourceOptions.NO_QUOTE;
    }

    /** A cell as it is written: in quotes where it must be. Where there are no quotes, what would end the cell is a space. */
    public String written(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == delimiter || c == quote || c == '\n' || c == '\r');
        if (plain) {
            return cell;
        }
        if (!hasQuotes()) {
            return cell.replace(delimiter, ' ').replace('\n', ' ').replace('\r', ' ');
        }
        String q = String.valueOf(quote);
        return q + cell.replace(q, q + q) + q;
    }
}
