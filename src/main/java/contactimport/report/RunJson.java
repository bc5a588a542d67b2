package contactimport.report;

import contactimport.store.Corrections;
import contactimport.store.Failure;
import contactimport.store.PastRun;
import contactimport.store.RunProgress;
import contactimport.store.RunProgress.Aside;
import contactimport.store.RunProgress.Correction;
import contactimport.store.RunProgress.Part;
import contactimport.store.RunProgress.Stage;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What {@code show --json} and {@code runs --json} print: for scripts, with the same names for ever. */
public final class RunJson {

    private static final int FORMAT_VERSION = 1;

    private RunJson() {}

    /** One run with its partitions and what failed, a member a line; {@code alive}: a process works on it at this moment. */
    public static String of(
            PastRun run,
            RunProgress progress,
            Corrections corrections,
            boolean alive,
            String database,
            List<String> next) {
        return head(run)
                .text("database", database)
                .text("sha256", run.sha256())
                .json("settings", run.settings())
                .json("counts", counts(run, progress))
                .json("alive", Boolean.toString(alive))
                .json("stop_requested", Boolean.toString(progress.stopping()))
                .json("purged", Boolean.toString(run.purged()))
                .json("stage", stage(progress.stage()))
                .json("merge", merge(progress))
                .json("partitions", array(progress.partitions(), RunJson::part))
                .json("set_aside", array(progress.asides(), RunJson::aside))
                .json("corrected_by", array(progress.corrections(), RunJson::correction))
                .json("corrects", text(corrections.corrects()))
                .json("corrections", corrections(corrections))
                .json("error", text(run.error()))
                .json("next", array(next, JsonText::quoted))
                .objectOverLines();
    }

    /** One object of the history. */
    public static String line(PastRun run) {
        JsonText json = head(run);
        String summary = run.summary();
        if (summary != null) {
            JsonText counts = new JsonText();
            RunCounts.proved(summary).forEach(counts::number);
            json.json("counts", counts.object());
        }
        return json.object();
    }

    private static JsonText head(PastRun run) {
        Integer exit = run.exitCode();
        return new JsonText()
                .number("format_version", FORMAT_VERSION)
                .text("run_id", run.id())
                .text("file", run.file())
                .text("status", run.status())
                .json("exit_code", exit == null ? "null" : exit.toString())
                .json("started_at", time(run.startedAt()))
                .json("finished_at", time(run.finishedAt()));
    }

    private static String counts(PastRun run, RunProgress progress) {
        JsonText counts = new JsonText();
        RunCounts.of(run, progress).forEach(counts::number);
        return counts.object();
    }

    private static String stage(Stage stage) {
        return new JsonText()
                .json("done", Boolean.toString(stage.done()))
                .number("file_bytes", stage.fileBytes())
                .number("records", stage.records())
                .number("staged", stage.staged())
                .number("rejected", stage.rejected())
                .object();
    }

    private static String merge(RunProgress progress) {
        return new JsonText()
                .json("planned", Boolean.toString(progress.stage().planned()))
                .number("rows", progress.rows())
                .number("position", progress.position())
                .json("percent", Percent.of(progress.position(), progress.rows()))
                .object();
    }

    private static String part(Part part) {
        return new JsonText()
                .number("partition", part.part())
                .number("rows", part.rows())
                .number("position", part.position())
                .json("percent", Percent.of(part.position(), part.rows()))
                .text("status", part.status())
                .number("failures", part.failures())
                .json("failure", part.failure() == null ? "null" : failure(part.failure()))
                .object();
    }

    private static String aside(Aside aside) {
        return new JsonText()
                .number("partition", aside.part())
                .number("group", aside.group())
                .number("attempts", aside.attempts())
                .json("failure", failure(aside.failure()))
                .object();
    }

    private static String correction(Correction later) {
        return new JsonText()
                .text("run_id", later.id())
                .text("status", later.status())
                .object();
    }

    private static String corrections(Corrections corrections) {
        return new JsonText()
                .json("runs", array(corrections.runs(), JsonText::quoted))
                .number("lines", corrections.lines())
                .number("applied", corrections.applied())
                .number("rejected", corrections.rejected())
                .number("undecided", corrections.undecided())
                .object();
    }

    private static String failure(Failure failure) {
        return new JsonText()
                .text("message", failure.message())
                .json("sqlstate", text(failure.state()))
                .json("from_line", String.valueOf(failure.fromLine()))
                .json("to_line", String.valueOf(failure.toLine()))
                .object();
    }

    private static <T> String array(List<T> items, Function<T, String> json) {
        return items.stream().map(json).collect(Collectors.joining(",", "[", "]"));
    }

    private static String text(@Nullable String text) {
        return text == null ? "null" : JsonText.quoted(text);
    }

    private static String time(@Nullable Instant instant) {
        return instant == null ? "null" : JsonText.quoted(SummaryJson.milliseconds(instant));
    }
}
