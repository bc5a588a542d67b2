package contactimport.report;

import contactimport.source.Json;
import contactimport.store.History.Entry;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a person, for people and for scripts: every line that touched them, each changed field before and after, and
 * the command that undoes just that. It shows values: they are the result.
 */
public final class HistoryText {

    private static final Object ABSENT = new Object();

    private HistoryText() {}

    /** Lines of text; ends with a line end. */
    public static String of(List<Entry> entries) {
        StringBuilder text = new StringBuilder();
        for (Entry e : entries) {
            text.append(e.startedAt().truncatedTo(java.time.temporal.ChronoUnit.SECONDS))
                    .append("  run ")
                    .append(e.run())
                    .append("  ")
                    .append(e.file())
                    .append(" line ")
                    .append(e.line())
                    .append("  contact ")
                    .append(e.contactId())
                    .append(": ")
                    .append(e.outcome())
                    .append(e.codes() == null ? "" : " " + e.codes())
                    .append(e.absorbed() == null ? "" : ", absorbed contact " + e.absorbed())
                    .append('\n');
            changes(e).forEach(change -> text.append("    ").append(change).append('\n'));
            if (e.codes() == null) {
                text.append("  undo: ").append(undo(e)).append('\n');
            }
        }
        return text.toString();
    }

    /** One JSON object, without a line end. */
    public static String json(String database, Set<Long> contacts, List<Entry> entries) {
        List<String> objects = entries.stream().map(HistoryText::json).toList();
        return new JsonText()
                .text("database", database)
                .json("contacts", contacts.toString())
                .json("entries", "[" + String.join(",\n  ", objects) + "]")
                .objectOverLines();
    }

    private static String json(Entry e) {
        return new JsonText()
                .text("run_id", e.run())
                .text("file", e.file())
                .text("started_at", e.startedAt().toString())
                .json("undoes", orNull(e.undoes()))
                .number("line", e.line())
                .number("contact_id", e.contactId())
                .text("outcome", e.outcome())
                .json("codes", orNull(e.codes()))
                .json("absorbed", e.absorbed() == null ? "[]" : "[" + e.absorbed() + "]")
                .json("before", e.before() == null ? "{}" : e.before())
                .json("after", e.after() == null ? "{}" : e.after())
                .json("undo", e.codes() == null ? JsonText.quoted(undo(e)) : "null")
                .object();
    }

    private static String orNull(@Nullable String text) {
        return text == null ? "null" : JsonText.quoted(text);
    }

    private static String undo(Entry e) {
        return "contact-import undo " + e.run() + " --contact " + e.contactId() + " --lines " + e.line();
    }

    private static List<String> changes(Entry e) {
        List<String> changes = new ArrayList<>();
        changes(
                "",
                Json.readObject(e.before() == null ? "{}" : e.before()),
                Json.readObject(e.after() == null ? "{}" : e.after()),
                changes);
        return changes;
    }

    private static void changes(String path, @Nullable Object before, @Nullable Object after, List<String> changes) {
        if (before instanceof Map<?, ?> was && after instanceof Map<?, ?> is) {
            Set<Object> names = new LinkedHashSet<>(was.keySet());
            names.addAll(is.keySet());
            for (Object name : names) {
                String inner = path.isEmpty() ? (String) name : path + "." + name;
                changes(inner, member(was, name), member(is, name), changes);
            }
        } else {
            changes.add(path + ": " + text(before) + " -> " + text(after));
        }
    }

    private static @Nullable Object member(Map<?, ?> object, Object name) {
        return object.containsKey(name) ? object.get(name) : ABSENT;
    }

    private static String text(@Nullable Object value) {
        return value == ABSENT ? "(absent)" : Json.write(value);
    }
}
