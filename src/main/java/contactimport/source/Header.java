package contactimport.source;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The column names of a CSV file.
 *
 * @param file the input's name, for messages
 * @param line the physical line on which the header stands (blank lines may come before it)
 * @param names as they were read, neither trimmed nor folded, without empty ones at the end; empty for JSON Lines
 * @param cells how many there were with the empty ones
 */
public record Header(String file, long line, List<String> names, int cells) {

    /** Without empty names at its end. */
    public Header(String file, long line, List<String> names) {
        this(file, line, names, names.size());
    }

    public Header {
        requireNonNull(file);
        names = List.copyOf(names);
    }
}
