package contactimport.report;

import contactimport.store.Accounting.Tally;
import java.util.ArrayList;
import java.util.List;

/** How a run ended, in the words of its kind: what is rejected by an import is kept by an undo. */
final class PageLead {

    static final String NO_LINE = "The file has no lines: there was nothing to do.";

    private final RunInfo run;

    PageLead(RunInfo run) {
        this.run = run;
    }

    String kind() {
        return run.check() != null ? "Check" : run.isUndoCheck() ? "Undo check" : run.isUndo() ? "Undo" : "Import";
    }

    /** In words; a check has completed nothing but itself. */
    String status() {
        String words = run.isUndo() && run.status().equals("completed_with_rejects")
                ? "completed, with something kept"
                : SummaryText.status(run.status());
        return !run.isOnlyChecked() ? words : words.replaceFirst("^completed", "checked");
    }

    String tone() {
        return switch (run.status()) {
            case "completed" -> "good";
            case "completed_with_rejects", "interrupted", "guarded", "abandoned" -> "warn";
            default -> "bad";
        };
    }

    String lead() {
        Tally t = run.proof().tally();
        List<String> parts = run.isUndo() ? undone(t) : imported(t);
        if (parts.isEmpty()) {
            return run.isUndo() ? "There was nothing to put back." : NO_LINE;
        }
        String of = run.isUndo() ? of(t.read(), "entry", "entries") : of(t.read(), "line", "lines");
        String last = parts.remove(parts.size() - 1);
        return of + (parts.isEmpty() ? last : String.join(", ", parts) + " and " + last) + ".";
    }

    private List<String> imported(Tally t) {
        List<String> parts = new ArrayList<>();
        part(parts, t.updated(), "updated a contact", "would update a contact");
        part(parts, t.created(), "created one", "would create one");
        part(parts, t.merged(), "merged two", "would merge two");
        part(parts, t.unchanged(), "found nothing to change", "would find nothing to change");
        part(parts, t.rejected(), "were rejected", "would be rejected");
        part(parts, t.failed(), "were not reached", "would not be reached");
        return parts;
    }

    private List<String> undone(Tally t) {
        List<String> parts = new ArrayList<>();
        part(parts, t.written(), "were put back", "would be put back");
        part(parts, t.unchanged(), "had nothing to put back", "would have nothing to put back");
        part(parts, t.rejected(), "were kept as they are", "would be kept as they are");
        part(parts, t.failed(), "were not reached", "would not be reached");
        return parts;
    }

    private static String of(long count, String one, String several) {
        return count == 1
                ? "One " + one + " was read: "
                : "Of " + PageWords.number(count) + " " + several + " that were read, ";
    }

    private void part(List<String> parts, long count, String did, String would) {
        if (count > 0) {
            String what = run.isOnlyChecked() ? would : did;
            parts.add(PageWords.number(count) + " " + (count == 1 ? what.replaceFirst("^were ", "was ") : what));
        }
    }

    String sums() {
        Tally t = run.proof().tally();
        List<String> parts = new ArrayList<>();
        sum(parts, t.updated(), "updated");
        sum(parts, t.created(), "created");
        sum(parts, t.merged(), "merged");
        sum(parts, t.unchanged(), "unchanged");
        sum(parts, t.rejected(), "rejected");
        sum(parts, t.failed(), "failed");
        String equation = PageWords.number(t.read()) + " read = " + String.join(" + ", parts);
        return run.proof().holds()
                ? "The sums hold: " + equation + ". Every line has exactly one outcome, by the database's own count."
                : "The sums do not hold, so do not trust this run: " + equation + ".";
    }

    private static void sum(List<String> parts, long count, String name) {
        parts.add(PageWords.number(count) + " " + name);
    }

    String exit() {
        return "Exit code " + run.exitCode() + ": "
                + switch (run.exitCode()) {
                    case 0 -> done();
                    case 1 -> "the sums do not hold, or the program is at fault. Do not trust this run.";
                    case 2 -> "nothing was imported.";
                    case 3 -> doneInPart();
                    case 4 ->
                        run.isGuarded()
                                ? "a guard stopped the run, and no contact was changed."
                                : "a guard stopped the run; what it had done by then stays.";
                    case 5 -> "the run went part of the way.";
                    case 130 -> "stopped by Ctrl-C at the end of a chunk.";
                    case 143 -> "stopped by SIGTERM at the end of a chunk.";
                    default -> "see the README.";
                };
    }

    private String done() {
        boolean rejected = run.proof().tally().rejected() > 0;
        if (run.isOnlyChecked()) {
            return rejected
                    ? "checked; the lines that would be rejected are accepted as such."
                    : "checked; no line would be rejected.";
        }
        return rejected ? "done; the lines that were rejected were accepted as such." : "done, nothing is left to do.";
    }

    private String doneInPart() {
        if (run.isOnlyChecked()) {
            return run.isUndo() ? "checked; something would be kept." : "checked; lines would be rejected.";
        }
        return run.isUndo() ? "done, but something was kept." : "done, but lines were rejected.";
    }
}
