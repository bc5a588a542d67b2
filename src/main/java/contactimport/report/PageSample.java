package contactimport.report;

import contactimport.source.ReadAs;
import contactimport.store.LedgerReader.GivenBack;
import contactimport.store.LedgerReader.Warned;
import contactimport.store.LedgerReader.Written;
import contactimport.store.PaceTable.Mark;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the page shows of single lines: the first of each kind, gathered while the files are written and never more than fits,
 * however many there are.
 */
final class PageSample {

    static final int RECORDS = 2_000;
    static final int CONFLICTS = 100;
    private static final int EXAMPLES = 5;
    private static final int COLUMNS = 60;
    private static final int MOST_CHARACTERS = 2_000_000;

    /** What another contact, line or run has to do with. */
    private static final Pattern CONFLICT =
            Pattern.compile("CONFLICT_.*|.*_DROPPED|AMBIGUOUS_MATCH|EMAIL_CASE_KEPT|DUPLICATE_LINE|SUPERSEDED"
                    + "|HMAC_IDENTIFIER_MISMATCH|UNDO_.*");

    /** A sentence begins with the field that it is about, if it is about one. */
    private static final Pattern FIELD = Pattern.compile(
            "(?:^|; )((?:_import_\\w+|inbox_identifier|contact_identifier|identifier|identifier_hash|email|name|phone_number"
                    + "|avatar|avatar_url|(?:custom|additional)_attributes(?:\\.[^:]{1,80})?)): ");

    private final ReadAs reading;
    private final Pii pii;
    private final List<PageRecord> records = new ArrayList<>();
    private final Map<String, List<Place>> rejects = new LinkedHashMap<>();
    private final Map<String, Long> columns = new LinkedHashMap<>();
    private final List<Mark> pace = new ArrayList<>();
    private final List<Place> conflicts = new ArrayList<>();
    private long conflictsInAll;
    private int characters;

    /** A line and what was said about it. */
    record Place(@Nullable String member, long line, String code, String sentence) {
        Said said() {
            return new Said(code, sentence);
        }
    }

    /** What several lines may have in common. */
    record Said(String code, String sentence) {}

    PageSample(ReadAs reading, Pii pii) {
        this.reading = reading;
        this.pii = pii;
    }

    void written(Written line) {
        if (records.size() < RECORDS && characters < MOST_CHARACTERS) {
            PageRecord record = PageRecord.of(reading.memberOf(line.ordinal()), line, pii);
            records.add(record);
            characters += record.characters();
        }
    }

    void rejected(GivenBack line) {
        String codes = line.codes() == null ? "" : line.codes();
        String reason = line.reason() == null ? "" : line.reason();
        String code = codes.split(";", 2)[0];
        List<Place> examples = rejects.computeIfAbsent(code, c -> new ArrayList<>());
        if (examples.size() < EXAMPLES) {
            examples.add(place(line.ordinal(), line.line(), code, reason));
        }
        fields(reason)
                .forEach(field -> columns.merge(
                        columns.size() < COLUMNS || columns.containsKey(field) ? field : "other columns",
                        1L,
                        Long::sum));
        conflict(line.ordinal(), line.line(), code, reason);
    }

    void pace(List<Mark> marks) {
        pace.addAll(marks);
    }

    void warned(Warned warned) {
        String detail = pii.detail(warned.code(), warned.detail());
        conflict(warned.ordinal(), warned.line(), warned.code(), warned.field() + ": " + detail);
    }

    private void conflict(long ordinal, long line, String code, String sentence) {
        if (!CONFLICT.matcher(code).matches() || code.equals("VALUE_DROPPED") || code.endsWith("EXTENSION_DROPPED")) {
            return;
        }
        conflictsInAll++;
        if (conflicts.size() < CONFLICTS) {
            conflicts.add(place(ordinal, line, code, sentence));
        }
    }

    private Place place(long ordinal, long line, String code, String sentence) {
        return new Place(reading.memberOf(ordinal), line, code, sentence);
    }

    /** The columns that the sentences of a line are about; a line counts once for each of them. */
    private static Set<String> fields(String reason) {
        Set<String> fields = new LinkedHashSet<>();
        Matcher matcher = FIELD.matcher(reason);
        while (matcher.find()) {
            fields.add(matcher.group(1));
        }
        return fields.isEmpty() ? Set.of("the line as a whole") : fields;
    }

    List<Mark> pace() {
        return pace;
    }

    List<PageRecord> records() {
        return records;
    }

    List<Place> examples(String code) {
        return rejects.getOrDefault(code, List.of());
    }

    Map<String, Long> columns() {
        return columns;
    }

    List<Place> conflicts() {
        return conflicts;
    }

    long conflictsInAll() {
        return conflictsInAll;
    }
}
