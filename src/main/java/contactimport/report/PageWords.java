package contactimport.report;

import contactimport.report.PageModel.Named;
import contactimport.report.PageModel.Setting;
import contactimport.source.Json;
import contactimport.source.JsonMembers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sentences of the page. */
final class PageWords {

    private final Report report;
    private final RunInfo run;

    /** What to do, and the command for it; without one it is a word only. */
    record Step(String words, String command, boolean hasCommand) {}

    PageWords(Report report) {
        this.report = report;
        this.run = report.run();
    }

    String took() {
        if (run.finishedAt() == null) {
            return "";
        }
        return ", took "
                + time(Duration.between(run.startedAt(), run.finishedAt()).toMillis());
    }

    List<String> notices() {
        List<String> notices = new ArrayList<>();
        if (run.check() != null) {
            notices.add("This was a check: no contact was changed. What follows is what an import would do.");
            if (run.check().differs()) {
                notices.add("It is not the plan that was expected: lines would do something else than was agreed.");
            }
        }
        if (run.isUndoCheck()) {
            notices.add("This was a check: no contact was changed. What follows is what the undo would do.");
        }
        if (skipsHmac()) {
            notices.add("--hmac skip: no hash was looked at and no link was marked verified.");
        }
        return notices;
    }

    private boolean skipsHmac() {
        return JsonMembers.of(run.settings())
                .map(settings -> settings.values().getOrDefault("hmac", ""))
                .filter("\"skip\""::equalsIgnoreCase)
                .isPresent();
    }

    /** As sentences, with a capital and a full stop. */
    List<String> why() {
        return run.why().stream()
                .map(why -> why.endsWith(".") ? why : why + ".")
                .map(why ->
                        why.startsWith("--") ? why : why.substring(0, 1).toUpperCase(Locale.ROOT) + why.substring(1))
                .toList();
    }

    List<Step> next() {
        List<Step> steps = new ArrayList<>();
        String dir = report.directory().toString();
        String sheet = report.lines().containsKey(SheetBack.NAME) ? " (or in " + SheetBack.NAME + ")" : "";
        if (run.isGuarded() && run.check() == null) {
            steps.add(new Step("Nothing of the file is imported yet: " + SummaryText.GUARDED_NEXT, "", false));
        }
        // First: nothing else is imported over a run that is not finished.
        if (run.resumable()) {
            steps.add(step("Go on exactly where this run stopped:", "contact-import rerun " + run.id()));
        }
        report.lines().keySet().stream()
                .filter(name -> name.startsWith("rejected.")
                        && !name.equals(SheetBack.NAME)
                        && run.check() == null
                        && !run.isGuarded())
                .forEach(name -> steps.add(step(
                        "Correct the rejected lines in " + name + sheet + " and import that file:",
                        "contact-import rerun " + run.id() + " --rejects "
                                + SummaryText.shell(Path.of(dir, name).toString()))));
        String fingerprint = run.check() == null ? null : run.check().fingerprint();
        if (fingerprint != null) {
            steps.add(step(
                    "Import the file if by then it still does just this:",
                    "contact-import import --expect-plan " + fingerprint + " " + SummaryText.shell(run.file())));
        }
        if (run.isUndoCheck() && run.proof().tally().written() > 0) {
            steps.add(new Step("Do it: give the same command without --check.", "", false));
        } else if (run.check() == null && run.proof().tally().written() > 0) {
            steps.add(step(
                    run.isUndo()
                            ? "See what it would take to take this undo back:"
                            : "See what it would take to put everything back:",
                    "contact-import undo " + run.id() + " --check"));
        }
        return steps;
    }

    String warningsHint() {
        String what = run.isUndo() ? "The entries" : "The lines";
        String done = (run.isOnlyChecked() ? " would be " : " were ") + (run.isUndo() ? "put back" : "applied");
        return what + done + (run.isUndo() ? ", but for these fields." : ", but for one field each.")
                + " All are in warnings.jsonl.";
    }

    private static Step step(String words, String command) {
        return new Step(words, command, true);
    }

    String rejectsHint() {
        if (run.isOnlyChecked() || run.isGuarded()) {
            return run.isUndo()
                    ? "These entries would be left as they are, each with its reason."
                    : "These lines change nothing at all, each for the reason that is given.";
        }
        return run.isUndo()
                ? "These entries were left as they are, each with its reason."
                : "A rejected line changed nothing at all. Each is given back as it was, with its reason, to be corrected"
                        + " and imported.";
    }

    String recordsTitle() {
        if (run.isOnlyChecked()) {
            return run.isUndo() ? "Records that would be put back" : "Records that would change";
        }
        return run.isUndo() ? "Records put back" : "Changed records";
    }

    String recordsNote(int shown, long all, Pii pii) {
        String count = shown < all
                ? "The first " + number(shown) + " of " + number(all)
                        + " records, in the order of the file; all of them" + " are in updated.jsonl."
                : (all == 1 ? "The one record" : "All " + number(all) + " records") + ", as in updated.jsonl.";
        return switch (pii) {
            case FULL -> count;
            case MASKED -> count + " Values are masked (--pii masked).";
            case NONE -> count + " Values are left out (--pii none).";
        };
    }

    String filesNote(Pii pii) {
        String dir = "In " + report.directory() + ", readable for its owner only. ";
        return switch (pii) {
            case FULL -> dir + "They hold personal data.";
            case MASKED -> dir + "Values are masked (--pii masked), but not in the lines that are given back.";
            case NONE -> dir + "Values are left out (--pii none), but not of the lines that are given back.";
        };
    }

    List<Named> files() {
        List<Named> files = new ArrayList<>();
        report.lines().forEach((name, count) -> files.add(new Named(name, lines(count) + ": " + words(name))));
        files.add(new Named("summary.json", "the run in one object, for scripts"));
        return files;
    }

    private static String words(String name) {
        String words = SummaryText.meaning(name);
        return name.equals("rejected.csv") || name.equals("failed.csv")
                ? words
                        + ". The original lines, byte for byte: a spreadsheet may take cells that begin with = + - @ for"
                        + " formulas, so open it in an editor, or import columns as text"
                : words;
    }

    List<Setting> settings() {
        List<Setting> settings = new ArrayList<>();
        if (!run.isUndo()) {
            settings.add(new Setting("file", ReadingWords.of(run.reading())));
            settings.add(new Setting("SHA-256", run.sha256()));
        }
        for (Map.Entry<String, @Nullable Object> e :
                Json.readObject(run.settings()).entrySet()) {
            Object value = e.getValue();
            if (value != null) {
                settings.add(new Setting(e.getKey(), value instanceof String text ? text : Json.write(value)));
            }
        }
        return settings;
    }

    String footer() {
        return "This page needs no network and runs no code but its own.";
    }

    private static String lines(long count) {
        return count == 1 ? "1 line" : number(count) + " lines";
    }

    static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** In per cent: {@code 12.3 %}; what is not nothing is never 0, what is not all is never 100. */
    static String share(long count, long all) {
        double percent = 100.0 * count / Math.max(1, all);
        if (count > 0 && percent < 0.1) {
            return "under 0.1 %";
        }
        return count < all && percent > 99.9 ? "over 99.9 %" : String.format(Locale.ROOT, "%.1f %%", percent);
    }

    static String time(long millis) {
        long seconds = millis / 1000;
        if (seconds < 60) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
        }
        return seconds < 3600
                ? String.format(Locale.ROOT, "%d min %d s", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d h %d min", seconds / 3600, seconds / 60 % 60);
    }
}
