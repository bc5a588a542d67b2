package contactimport.report;

import contactimport.source.Json;
import contactimport.store.LedgerReader.Written;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A record of the page's table: a line that changed something, field by field.
 *
 * @param member of an archive that the line is in; null: there is no question
 * @param contact its id, as text; empty if it is not known
 * @param who what people know the contact by: name and e-mail as they are now
 */
record PageRecord(
        @Nullable String member, long line, String outcome, String contact, String who, List<Change> changes) {

    private static final int MOST_CHANGES = 60;
    private static final int LONGEST = 160;

    /** A field, or a path within attributes; the values as they are shown. */
    record Change(String field, Value before, Value after) {}

    /**
     * A value as it is shown.
     *
     * @param none there is none, and {@code text} says in which way
     */
    record Value(String text, boolean none) {}

    static PageRecord of(@Nullable String member, Written line, Pii pii) {
        List<Change> changes = FieldChange.of(line).stream()
                .limit(MOST_CHANGES)
                .map(c -> new Change(cut(c.path()), value(c.path(), c.before(), pii), value(c.path(), c.after(), pii)))
                .toList();
        Map<String, @Nullable Object> record = FieldChange.object(line.record());
        String who = Stream.of("name", "email")
                .map(field -> pii.show(field, record.get(field)))
                .filter(value -> value instanceof String text && !text.isBlank())
                .map(value -> cut((String) value))
                .collect(Collectors.joining(" · "));
        Object id = record.get("id");
        return new PageRecord(member, line.line(), line.outcome(), id == null ? "" : id.toString(), who, changes);
    }

    /** About how much of the page it takes. */
    int characters() {
        return 200
                + changes.stream()
                        .mapToInt(c -> 150
                                + c.field().length()
                                + c.before().text().length()
                                + c.after().text().length())
                        .sum();
    }

    private static Value value(String path, @Nullable Object value, Pii pii) {
        if (value == FieldChange.ABSENT || value == null) {
            return new Value("none", true);
        }
        if (value instanceof String text && text.isEmpty()) {
            return new Value("empty", true);
        }
        Object shown = pii.show(path, value);
        if (shown == null) {
            return new Value("not shown", true);
        }
        return new Value(cut(shown instanceof String text ? text : Json.write(shown)), false);
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
