package contactimport.report;

import contactimport.source.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lines of the file that address the same contact, as the page tells it.
 *
 * @param words what was found and what was done
 */
record PageDuplicates(String words, String caption, List<Example> examples, boolean hasExamples) {

    record Example(String first, String last, String lines, String won) {}

    /** @param json as the plan has written it, or null; null if there is nothing to tell */
    static @Nullable PageDuplicates of(@Nullable String json) {
        Map<String, @Nullable Object> found = json == null ? Map.of() : Json.readObject(json);
        long contacts = number(found.get("contacts"));
        if (contacts == 0) {
            return null;
        }
        List<Example> examples = found.get("examples") instanceof List<?> list
                ? list.stream().map(PageDuplicates::example).toList()
                : List.of();
        String words = (contacts == 1
                        ? "One contact is addressed by several lines"
                        : PageWords.number(contacts) + " contacts are addressed by several lines each")
                + ", " + PageWords.number(number(found.get("lines"))) + " lines in all. "
                + done(String.valueOf(found.get("policy")));
        String caption = contacts > examples.size()
                ? "The first " + examples.size() + " of them"
                : "Which lines address the same contact";
        return new PageDuplicates(words, caption, examples, !examples.isEmpty());
    }

    private static String done(String policy) {
        return switch (policy) {
            case "first" -> "Of each only the first was applied (--duplicates first).";
            case "reject" -> "None of them was applied (--duplicates reject).";
            default -> "They were applied in the order of the file: where they differ, the last one won.";
        };
    }

    private static Example example(@Nullable Object json) {
        Map<?, ?> members = json instanceof Map<?, ?> map ? map : Map.of();
        Object won = members.get("won");
        return new Example(
                PageWords.number(number(members.get("first"))),
                PageWords.number(number(members.get("last"))),
                PageWords.number(number(members.get("lines"))),
                won == null ? "none" : "line " + PageWords.number(number(won)));
    }

    private static long number(@Nullable Object json) {
        return json instanceof BigDecimal n ? n.longValueExact() : 0;
    }
}
