package contactimport.report;

import contactimport.store.Accounting.Tally;
import contactimport.store.LedgerReader.CodeCount;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code summary.json}, which is also what {@code --json} prints: for scripts, with the same names for ever. */
public final class SummaryJson {

    private static final int FORMAT_VERSION = 1;

    private static final DateTimeFormatter MILLISECONDS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private SummaryJson() {}

    /** One JSON object, a member a line, without a line end. */
    public static String of(Report report) {
        RunInfo run = report.run();
        Tally tally = run.proof().tally();
        JsonText summary = new JsonText()
                .number("format_version", FORMAT_VERSION)
                .text("run_id", run.id())
                .text("database", run.database())
                .text("file", run.file())
                .text("sha256", run.sha256())
                .json("settings", run.settings())
                .text("status", run.status())
                .number("exit_code", run.exitCode())
                .json("resumable", Boolean.toString(run.resumable()))
                .text("started_at", MILLISECONDS.format(run.startedAt()))
                .json("finished_at", time(run.finishedAt()));
        counts(summary, tally)
                .json("rejects_by_code", byCode(report.rejects()))
                .json("warnings_by_code", byCode(report.warnings()))
                .json("rows_per_second", rate(run));
        if (!run.isUndo()) {
            summary.json("reading", run.reading().json());
        }
        summary.json(
                        "left_out",
                        run.leftOut().stream().map(JsonText::quoted).collect(Collectors.joining(",", "[", "]")))
                .json("duplicates", report.duplicates() == null ? "null" : report.duplicates());
        return check(summary, run.check()).objectOverLines();
    }

    /** Only a check has these members. */
    private static JsonText check(JsonText summary, @Nullable CheckInfo check) {
        if (check == null) {
            return summary;
        }
        JsonText cleared = new JsonText();
        check.cleared().forEach(cleared::number);
        return summary.json("dry_run", "true")
                .json("written_and_rolled_back", Boolean.toString(check.written()))
                .json("plan_fingerprint", orNull(check.fingerprint()))
                .json("expected_fingerprint", orNull(check.expected()))
                .json("cleared_by_field", cleared.object())
                .json(
                        "unfinished_runs",
                        check.unfinished().stream().map(JsonText::quoted).collect(Collectors.joining(",", "[", "]")));
    }

    private static String orNull(@Nullable String text) {
        return text == null ? "null" : JsonText.quoted(text);
    }

    private static JsonText counts(JsonText summary, Tally tally) {
        return summary.number("read", tally.read())
                .number("updated", tally.updated())
                .number("created", tally.created())
                .number("merged", tally.merged())
                .number("unchanged", tally.unchanged())
                .number("rejected", tally.rejected())
                .number("failed", tally.failed());
    }

    private static String byCode(List<CodeCount> counts) {
        JsonText object = new JsonText();
        counts.forEach(c -> object.number(c.code(), c.count()));
        return object.object();
    }

    static String milliseconds(Instant instant) {
        return MILLISECONDS.format(instant);
    }

    private static String time(@Nullable Instant instant) {
        return instant == null ? "null" : JsonText.quoted(milliseconds(instant));
    }

    /** Lines read by the time the run took, to one decimal; null while it is not finished. */
    private static String rate(RunInfo run) {
        if (run.finishedAt() == null) {
            return "null";
        }
        long millis =
                Math.max(1, Duration.between(run.startedAt(), run.finishedAt()).toMillis());
        return BigDecimal.valueOf(run.proof().tally().read())
                .multiply(BigDecimal.valueOf(1000))
                .divide(BigDecimal.valueOf(millis), 1, RoundingMode.HALF_UP)
                .toPlainString();
    }
}
