package contactimport.report;

import java.util.Locale;
import java.util.stream.Collectors;

/** What the summary of a check says beside that of an import: that nothing was done, and what the check cannot see. */
final class CheckText {

    private final Wrapped text;
    private final RunInfo run;
    private final CheckInfo check;

    CheckText(Wrapped text, RunInfo run, CheckInfo check) {
        this.text = text;
        this.run = run;
        this.check = check;
    }

    void head() {
        text.line("", "This was a check: no contact was changed. An import of the file would come to:");
    }

    void end() {
        if (!check.cleared().isEmpty()) {
            text.blank();
            text.line("", "Lines that would clear a value, by field: " + cleared() + ".");
        }
        text.blank();
        String exercised = check.written()
                ? "The platform's own tables were written, and all of it was rolled back: constraints and triggers had"
                        + " their say. Sequences have moved on."
                : "Constraints and triggers of the database were not exercised; check --write does, and rolls back.";
        text.line("", exercised + " Ids of new contacts and links are provisional.");
        check.unfinished()
                .forEach(id -> text.line(
                        "",
                        "Run " + id + " is unfinished in the same accounts: an import waits until it is finished or"
                                + " closed, and what it has still to do is not in this forecast."));
        plan();
    }

    private String cleared() {
        return check.cleared().entrySet().stream()
                .map(e -> String.format(Locale.ROOT, "%s %,d", e.getKey(), e.getValue()))
                .collect(Collectors.joining(", "));
    }

    private void plan() {
        text.blank();
        if (check.fingerprint() == null) {
            text.line("", "There is no plan fingerprint: not every line was decided.");
            return;
        }
        text.verbatim("Plan fingerprint: " + check.fingerprint());
        if (check.differs()) {
            text.line(
                    "",
                    "It is not the expected one, so lines would do something else than was agreed, and nothing was"
                            + " imported. What they would do now is in updated.jsonl and rejected."
                            + run.format().label()
                            + ": compare them with those of the check that gave the fingerprint.");
        } else {
            text.line(
                    "",
                    "import --expect-plan with this fingerprint refuses if by then a line would do something else.");
        }
    }
}
