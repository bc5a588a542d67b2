package contactimport.report;

import contactimport.store.PastRun;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** A run as one line of the history. */
public final class RunLine {

    /** Above the cells of {@link #of}. */
    public static final List<String> TITLES = List.of(
            "RUN", "FILE", "STATUS", "EXIT", "STARTED", "TOOK", "READ", "WRITTEN", "UNCHANGED", "REJECTED", "FAILED");

    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private RunLine() {}

    /** @param now for the time that a run that is going on has taken so far */
    public static List<String> of(PastRun run, Instant now) {
        String summary = run.summary();
        Map<String, Long> counts =
                summary == null || run.status().equals("running") ? Map.of() : RunCounts.proved(summary);
        List<String> cells = new ArrayList<>(List.of(
                run.id(),
                run.file().replaceFirst("^.*[/\\\\]", ""),
                run.purged() ? run.status() + ", purged" : run.status(),
                run.exitCode() == null ? "" : run.exitCode().toString(),
                SECONDS.format(run.startedAt()),
                took(Duration.between(run.startedAt(), Objects.requireNonNullElse(run.finishedAt(), now)))));
        cells.add(count(counts, "read"));
        cells.add(count(counts, "updated", "created", "merged"));
        cells.add(count(counts, "unchanged"));
        cells.add(count(counts, "rejected"));
        cells.add(count(counts, "failed"));
        return cells;
    }

    private static String count(Map<String, Long> counts, String... names) {
        return counts.isEmpty()
                ? ""
                : Long.toString(List.of(names).stream()
                        .mapToLong(name -> counts.getOrDefault(name, 0L))
                        .sum());
    }

    /** {@code 0.4 s}, {@code 12.0 s}, {@code 3 min 5 s}, {@code 2 h 0 min}. */
    static String took(Duration took) {
        if (took.toMinutes() == 0) {
            return String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0);
        }
        return took.toHours() == 0
                ? took.toMinutes() + " min " + took.toSecondsPart() + " s"
                : took.toHours() + " h " + took.toMinutesPart() + " min";
    }
}
