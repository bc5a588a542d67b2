package contactimport.report;

import contactimport.source.Json;
import contactimport.store.PastRun;
import contactimport.store.RunProgress;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lines by outcome: as they were proved at the end of a run, or as far as one that is going on has come. */
final class RunCounts {

    private static final List<String> OUTCOMES =
            List.of("updated", "created", "merged", "unchanged", "rejected", "failed");

    private RunCounts() {}

    /** {@code read} first. What is not known yet, of a run that is going on, is left out. */
    static Map<String, Long> of(PastRun run, RunProgress progress) {
        String summary = run.summary();
        return summary == null || run.status().equals("running") ? live(progress) : proved(summary);
    }

    /** Of a {@code summary.json}. */
    static Map<String, Long> proved(String summary) {
        Map<String, @Nullable Object> members = Json.readObject(summary);
        Map<String, Long> counts = new LinkedHashMap<>();
        put(counts, "read", members.get("read"));
        OUTCOMES.forEach(outcome -> put(counts, outcome, members.get(outcome)));
        return counts;
    }

    private static Map<String, Long> live(RunProgress progress) {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("read", progress.stage().records());
        OUTCOMES.forEach(outcome -> counts.put(outcome, progress.outcomes().getOrDefault(outcome, 0L)));
        counts.remove("failed");
        return counts;
    }

    private static void put(Map<String, Long> counts, String name, @Nullable Object value) {
        if (value instanceof BigDecimal n) {
            counts.put(name, n.longValueExact());
        }
    }
}
