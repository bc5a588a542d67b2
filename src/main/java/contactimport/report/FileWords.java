package contactimport.report;

import contactimport.source.Json;
import contactimport.source.JsonMembers;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is to be said about the columns of a file and about lines that address the same contact, in words; empty if nothing is. */
final class FileWords {

    private static final int MOST_COLUMNS = 12;
    private static final int MOST_EXAMPLES = 5;

    private FileWords() {}

    static String leftOut(RunInfo run) {
        List<String> columns = run.leftOut();
        if (columns.isEmpty()) {
            return "";
        }
        String name = JsonMembers.of(run.settings())
                .map(settings -> settings.values().getOrDefault("mapping_name", "\"\""))
                .orElse("\"\"");
        String more = columns.size() > MOST_COLUMNS ? " and " + (columns.size() - MOST_COLUMNS) + " more" : "";
        return "mapping " + Json.read(name) + " leaves out " + columns.size()
                + (columns.size() == 1 ? " column: " : " columns: ")
                + columns.stream().limit(MOST_COLUMNS).collect(Collectors.joining(", "))
                + more;
    }

    /** @param json the member {@code duplicates} of {@code summary.json} */
    static String duplicates(@Nullable String json) {
        Map<String, @Nullable Object> found = json == null ? Map.of() : Json.readObject(json);
        long contacts = number(found, "contacts");
        if (contacts == 0) {
            return "";
        }
        String policy = String.valueOf(found.get("policy"));
        List<?> examples = found.get("examples") instanceof List<?> list ? list : List.of();
        return String.format(
                        Locale.ROOT,
                        "%,d lines address the same contact as another line of the file (%,d %s), and %s (--duplicates %s): ",
                        number(found, "lines"),
                        contacts,
                        contacts == 1 ? "contact" : "contacts",
                        wins(policy),
                        policy)
                + examples.stream()
                        .limit(MOST_EXAMPLES)
                        .filter(Map.class::isInstance)
                        .map(example -> example((Map<?, ?>) example))
                        .collect(Collectors.joining("; "))
                + (contacts > MOST_EXAMPLES ? "; more in summary.json." : ".");
    }

    private static String wins(String policy) {
        return switch (policy) {
            case "first" -> "the first wins";
            case "reject" -> "none is applied";
            default -> "the last wins";
        };
    }

    private static String example(Map<?, ?> example) {
        Object won = example.get("won");
        return won == null
                ? example.get("lines") + " from line " + example.get("first") + " to line " + example.get("last")
                : "line " + won + " of " + example.get("lines") + " from line " + example.get("first") + " on";
    }

    private static long number(Map<String, @Nullable Object> json, String name) {
        return json.get(name) instanceof BigDecimal number ? number.longValueExact() : 0;
    }
}
