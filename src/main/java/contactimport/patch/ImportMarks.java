package contactimport.patch;

import contactimport.contact.Text;
import contactimport.source.Header;
import contactimport.source.SourceRecord;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a line that was given back says of where it came from: its columns or members {@code _import_…}. Immutable.
 *
 * <pre>
 * _import_run,_import_line,email    "R,7,a@b"  → run R, line 7
 * the same columns                  ",,a@b"    → neither: a line that somebody added
 * </pre>
 */
public final class ImportMarks {

    private static final String RUN = "_import_run";
    private static final String LINE = "_import_line";
    private static final String CODE = "_import_code";
    private static final String UNDECIDED = "FAILED";

    private static final Pattern NAME = Pattern.compile(RUN + "\\b");
    private static final Pattern RUN_ID = Pattern.compile("\\b\\d{8}T\\d{6}Z-[0-9a-f]{4}\\b");
    /** Cells can hold what looks like an id, but hardly so many. */
    private static final int MOST_IDS = 10;

    private final List<String> columns;

    private ImportMarks(List<String> columns) {
        this.columns = columns;
    }

    /** For the columns of a CSV file; for JSON Lines the header has none, and every line may have the members. */
    public static ImportMarks of(Header header) {
        return new ImportMarks(header.names().stream()
                .map(name -> Text.trim(name).toLowerCase(Locale.ROOT))
                .toList());
    }

    /**
     * The runs that a file seems to name, by its first characters alone: with which delimiter and quotes its records are to be read,
     * only its run knows.
     */
    public static List<String> named(String head) {
        Matcher name = NAME.matcher(head);
        return name.find()
                ? RUN_ID.matcher(head.substring(name.end()))
                        .results()
                        .map(MatchResult::group)
                        .distinct()
                        .limit(MOST_IDS)
                        .toList()
                : List.of();
    }

    /** Whether a CSV file has no column that could name a run. */
    public boolean isWithoutRun() {
        return !columns.isEmpty() && !columns.contains(RUN);
    }

    /** The run that gave the line back; null when blank. */
    public @Nullable String run(SourceRecord record) {
        return text(record, RUN);
    }

    /** Its line there, as the text that is given; null when blank. */
    public @Nullable String line(SourceRecord record) {
        return text(record, LINE);
    }

    /** Whether the run had not decided the line: nothing was wrong with it. */
    public boolean isUndecided(SourceRecord record) {
        return UNDECIDED.equals(text(record, CODE));
    }

    private @Nullable String text(SourceRecord record, String name) {
        String text = record.fold(cells -> cell(cells, name), members -> member(members, name));
        return text == null || Text.isBlank(text) ? null : Text.trim(text);
    }

    private @Nullable String cell(List<String> cells, String name) {
        int at = columns.indexOf(name);
        return at < 0 ? null : cells.get(at);
    }

    private static @Nullable String member(Map<String, @Nullable Object> members, String name) {
        Object value = members.get(name);
        return value instanceof BigDecimal number ? number.toPlainString() : value instanceof String text ? text : null;
    }
}
