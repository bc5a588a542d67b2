package contactimport.report;

import contactimport.store.Corrections;
import contactimport.store.Failure;
import contactimport.store.PastRun;
import contactimport.store.RunProgress;
import contactimport.store.RunProgress.Aside;
import contactimport.store.RunProgress.Part;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** What {@code show} prints: how far a run has come, what failed and in which lines, and what to type next. No value of a file. */
public final class RunText {

    private final Wrapped text = new Wrapped();
    private final PastRun run;
    private final RunProgress progress;

    private final Corrections corrections;
    private final boolean alive;

    private RunText(PastRun run, RunProgress progress, Corrections corrections, boolean alive) {
        this.run = run;
        this.progress = progress;
        this.corrections = corrections;
        this.alive = alive;
    }

    /**
     * @param alive whether a process works on the run at this moment
     * @param now for the time that a run that is going on has taken so far
     */
    public static String of(
            PastRun run,
            RunProgress progress,
            Corrections corrections,
            boolean alive,
            String database,
            List<String> next,
            Instant now) {
        return new RunText(run, progress, corrections, alive).write(database, next, now);
    }

    private String write(String database, List<String> next, Instant now) {
        head(database, now);
        counts();
        steps();
        partitions();
        failures();
        corrections();
        text.blank();
        next.forEach(sentence -> text.line("", "Next: " + sentence));
        return text.toString();
    }

    private void head(String database, Instant now) {
        Integer exit = run.exitCode();
        text.line("", run.file() + ": " + SummaryText.status(run.status()) + (exit == null ? "" : ", exit " + exit));
        text.line("", "run " + run.id() + ", database " + database);
        if (corrections.corrects() != null) {
            text.line("", "It corrects rejects of run " + corrections.corrects() + ".");
        }
        boolean running = run.status().equals("running");
        if (running && !alive) {
            text.line("", "It was never finished, and its process is gone.");
        }
        Instant end = running ? now : Objects.requireNonNullElse(run.finishedAt(), now);
        double seconds = Duration.between(run.startedAt(), end).toMillis() / 1000.0;
        text.line(
                "",
                String.format(
                        Locale.ROOT,
                        "started %s, %.1f s%s",
                        SummaryJson.milliseconds(run.startedAt()),
                        seconds,
                        running ? " so far" : ""));
        if (progress.stopping() && running) {
            text.line("", "It was asked to stop and ends at the next chunk's border.");
        }
        if (run.purged()) {
            text.line("", "Its ledger was purged: it can be neither reported again nor undone.");
        }
    }

    private void counts() {
        text.blank();
        RunCounts.of(run, progress)
                .forEach((name, count) -> text.line("", String.format(Locale.ROOT, "  %-10s %,12d", name, count)));
    }

    private void steps() {
        RunProgress.Stage stage = progress.stage();
        text.blank();
        text.line(
                "",
                String.format(
                        Locale.ROOT,
                        "stage  %s: %,d lines read, %,d staged, %,d rejected",
                        stage.done() ? "done" : "not done",
                        stage.records(),
                        stage.staged(),
                        stage.rejected()));
        text.line("", "plan   " + (stage.planned() ? "done" : "not done"));
        if (stage.planned()) {
            long done = progress.partitions().stream().filter(RunText::isDone).count();
            text.line(
                    "",
                    String.format(
                            Locale.ROOT,
                            "merge  %s %%: %,d of %,d rows, %d of %d partitions done",
                            Percent.of(progress.position(), progress.rows()),
                            progress.position(),
                            progress.rows(),
                            done,
                            progress.partitions().size()));
        }
    }

    /** Those that are not through; the others have nothing to say. */
    private void partitions() {
        if (progress.partitions().stream().allMatch(RunText::isDone)) {
            return;
        }
        text.blank();
        text.line("", "partition  status           rows     position        %");
        for (Part part : progress.partitions()) {
            if (!isDone(part)) {
                text.line(
                        "",
                        String.format(
                                Locale.ROOT,
                                "%9d  %-8s %,12d %,12d %8s",
                                part.part(),
                                part.failure() == null ? "open" : part.status(),
                                part.rows(),
                                part.position(),
                                Percent.of(part.position(), part.rows())));
            }
        }
    }

    private void failures() {
        String error = run.error();
        if (error != null) {
            text.blank();
            text.line("", "It ended because " + error + ".");
        }
        for (Part part : progress.partitions()) {
            Failure failure = part.failure();
            if (failure != null && !isDone(part)) {
                text.blank();
                text.line(
                        "",
                        "Partition " + part.part() + " stopped at " + where(failure) + ": " + failure.message()
                                + "; tried in " + times(part.failures(), "launch", "launches"));
            }
        }
        if (!progress.asides().isEmpty()) {
            text.blank();
            text.line("", "Set aside, with everything behind it that touches the same contacts:");
            progress.asides().forEach(this::aside);
        }
    }

    private void corrections() {
        if (!progress.corrections().isEmpty()) {
            text.blank();
            text.line("", "Its corrected rejects were imported by:");
            progress.corrections()
                    .forEach(later -> text.line("  ", "run " + later.id() + ", " + SummaryText.status(later.status())));
            corrected();
        }
    }

    private void corrected() {
        int runs = corrections.runs().size();
        if (corrections.lines() > 0) {
            text.line(
                    "",
                    String.format(
                            Locale.ROOT,
                            "Of its rejects %,d were corrected, in %s: %,d applied, %,d rejected again%s",
                            corrections.lines(),
                            times(runs, "run", "runs"),
                            corrections.applied(),
                            corrections.rejected(),
                            corrections.undecided() == 0
                                    ? "."
                                    : String.format(Locale.ROOT, ", %,d not decided.", corrections.undecided())));
        }
    }

    private void aside(Aside aside) {
        text.line(
                "  ",
                where(aside.failure()) + " (partition " + aside.part() + ", group " + aside.group() + "): "
                        + aside.failure().message());
    }

    private static boolean isDone(Part part) {
        return part.status().equals("done");
    }

    private static String times(int count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }

    /** A group, or a chunk of a partition, has lines of others between its own. */
    private static String where(Failure failure) {
        if (failure.fromLine() == null) {
            return "its first line";
        }
        return failure.fromLine().equals(failure.toLine())
                ? "line " + failure.fromLine()
                : "lines between " + failure.fromLine() + " and " + failure.toLine();
    }
}
