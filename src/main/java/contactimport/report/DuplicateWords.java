package contactimport.report;

import contactimport.source.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lines of the file that address the same contact, in words: the same at the terminal and on the page.
 *
 * <pre>
 * last    line 2, then line 3: line 3 comes last
 * first   4 lines from line 2 to line 9: line 2 is taken, the others are rejected
 * reject  line 2, then line 3: both are rejected
 * </pre>
 *
 * @param contacts how many there are
 * @param words what was found and what is done
 */
record DuplicateWords(long contacts, String words, String caption, List<Example> examples, boolean hasExamples) {

    private static final int MOST = 10;

    /** The lines of one contact, and what becomes of them. */
    record Example(String lines, String result) {}

    /** @param json as the plan has written it, or null; null if there is nothing to tell */
    static @Nullable DuplicateWords of(@Nullable String json) {
        Map<String, @Nullable Object> found = json == null ? Map.of() : Json.readObject(json);
        long contacts = number(found.get("contacts"));
        if (contacts == 0) {
            return null;
        }
        String policy = String.valueOf(found.get("policy"));
        List<Example> examples = found.get("examples") instanceof List<?> list
                ? list.stream().limit(MOST).map(each -> example(policy, each)).toList()
                : List.of();
        String lines = PageWords.number(number(found.get("lines")));
        String what = contacts == 1
                ? "One contact is on " + lines + " lines of the file. "
                : PageWords.number(contacts) + " contacts are on several lines of the file each, " + lines
                        + " lines in all. ";
        String caption =
                contacts > examples.size() ? "The first " + examples.size() + " of them" : "Which lines they are";
        return new DuplicateWords(contacts, what + done(policy, contacts), caption, examples, !examples.isEmpty());
    }

    /** At the terminal: fewer than on the page. */
    void tell(Wrapped text) {
        text.blank();
        text.line("", words);
        examples.stream()
                .limit(MOST / 2)
                .forEach(example -> text.line("  ", example.lines() + ": " + example.result()));
        if (contacts > MOST / 2) {
            text.line("  ", "and so on: more of them are in summary.json");
        }
    }

    private static String done(String policy, long contacts) {
        return switch (policy) {
            case "first" ->
                "Only the first " + (contacts == 1 ? "of them" : "line of each")
                        + " counts, the others are rejected as DUPLICATE_LINE (--duplicates first).";
            case "reject" -> "None of these lines counts, all are rejected as DUPLICATE_LINE (--duplicates reject).";
            default ->
                "They are applied in the order of the file: where they differ, the last one that is not rejected wins"
                        + " (--duplicates last).";
        };
    }

    private static Example example(String policy, @Nullable Object json) {
        Map<?, ?> members = json instanceof Map<?, ?> map ? map : Map.of();
        long count = number(members.get("lines"));
        String first = "line " + PageWords.number(number(members.get("first")));
        String last = "line " + PageWords.number(number(members.get("last")));
        String lines = count == 2
                ? first + ", then " + last
                : PageWords.number(count) + " lines from " + first + " to " + last;
        return new Example(
                lines,
                switch (policy) {
                    case "first" ->
                        first + " is taken, " + (count == 2 ? last + " is" : "the others are") + " rejected";
                    case "reject" -> (count == 2 ? "both" : "all") + " are rejected";
                    default -> last + " comes last";
                });
    }

    private static long number(@Nullable Object json) {
        return json instanceof BigDecimal n ? n.longValueExact() : 0;
    }
}
