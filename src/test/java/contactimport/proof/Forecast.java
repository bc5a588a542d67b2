package contactimport.proof;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a report directory says, with everything taken out that two imports of one file into one database may differ in: times,
 * and ids, source ids and tokens that the run made up, which are numbered in the order of the file.
 */
final class Forecast {

    private static final long FIRST_GENERATED = 100_001;
    private static final Pattern CONTACT = Pattern.compile("contact (\\d{6,})");
    private static final Pattern MADE_UP = Pattern.compile("[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}");
    private static final Set<String> TIMES = Set.of("created_at", "updated_at");
    private static final Set<String> OF_THE_RUN =
            Set.of("run_id", "database", "started_at", "finished_at", "rows_per_second", "dry_run", "plan_fingerprint");
    private static final Set<String> OF_A_CHECK =
            Set.of("written_and_rolled_back", "expected_fingerprint", "cleared_by_field", "unfinished_runs");

    private final Map<Long, String> contacts = new HashMap<>();
    private final Map<Long, String> links = new HashMap<>();

    private Forecast() {}

    /** One line for every line of every file. */
    static List<String> of(Path directory, String runId) throws IOException {
        Forecast forecast = new Forecast();
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(directory.resolve("updated.jsonl"))) {
            lines.add(Json.write(forecast.updated(Json.object(line))));
        }
        for (String name : List.of("rejected.csv", "rejected.jsonl", "failed.csv", "failed.jsonl", "warnings.jsonl")) {
            if (Files.exists(directory.resolve(name))) {
                lines.add(name);
                String text = Files.readString(directory.resolve(name)).replace(runId, "RUN");
                lines.addAll(forecast.told(text).lines().toList());
            }
        }
        Map<String, Object> summary = Json.object(Files.readString(directory.resolve("summary.json")));
        summary.keySet().removeAll(OF_THE_RUN);
        summary.keySet().removeAll(OF_A_CHECK);
        lines.add(Json.write(summary));
        return lines;
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> updated(Map<String, Object> line) {
        Map<String, Object> contact = (Map<String, Object>) line.get("contact");
        contact.keySet().removeAll(TIMES);
        contact.put("id", name(contacts, ((BigDecimal) contact.get("id")).longValue()));
        Map<String, Object> changes = (Map<String, Object>) line.get("changes");
        if (changes.get("contact_inboxes") instanceof List<?> pair) {
            List<Object> renamed = new ArrayList<>();
            pair.forEach(state -> renamed.add(state == null ? null : links((Map<String, Object>) state)));
            changes.put("contact_inboxes", renamed);
        }
        return line;
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> links(Map<String, Object> state) {
        Map<String, Object> renamed = new HashMap<>();
        state.forEach((id, link) -> {
            Map<String, Object> members = (Map<String, Object>) link;
            members.computeIfPresent("contact_id", (k, v) -> name(contacts, ((BigDecimal) v).longValue()));
            members.computeIfPresent(
                    "source_id", (k, v) -> MADE_UP.matcher((String) v).matches() ? "made up" : v);
            renamed.put(name(links, Long.parseLong(id)), members);
        });
        return renamed;
    }

    private static String name(Map<Long, String> names, long id) {
        return id < FIRST_GENERATED ? "" + id : names.computeIfAbsent(id, i -> "#" + (names.size() + 1));
    }

    private String told(String text) {
        Matcher contact = CONTACT.matcher(text);
        return contact.replaceAll(found -> "contact " + name(contacts, Long.parseLong(found.group(1))));
    }
}
