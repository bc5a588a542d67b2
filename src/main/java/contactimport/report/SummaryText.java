package contactimport.report;

import contactimport.contact.Code;
import contactimport.contact.WarningCode;
import contactimport.source.Detected;
import contactimport.source.JsonMembers;
import contactimport.store.Accounting.Proof;
import contactimport.store.Accounting.Tally;
import contactimport.store.LedgerReader.CodeCount;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The summary for the person at the terminal: what became of the lines and that the sums hold, why lines were rejected and where,
 * where the files are, and what to do next. It holds no value of the imported file.
 */
public final class SummaryText {

    private static final Map<String, String> STATUS = Map.of(
            "completed", "completed",
            "completed_with_rejects", "completed, with rejects",
            "guarded", "stopped by a guard before any contact was changed",
            "failed", "FAILED",
            "interrupted", "interrupted part way",
            "abandoned", "abandoned");

    private static final Map<String, String> FILES = Map.of(
            "updated", "what changed, before and after, and the contact",
            "updated.csv", "the same for a spreadsheet",
            "rejected", "the lines to correct, each with its reason",
            "rejected.xlsx", "the same for a spreadsheet, wrong cells marked",
            "failed", "lines that were not reached; nothing is known to be wrong",
            "kept", "what was left as it is, and why",
            "warnings", "fields that were not applied as given");

    static final String GUARDED_NEXT =
            "correct the file, or allow what the guard has stopped, and give the same command again.";

    private final Wrapped text = new Wrapped();
    private final Report report;
    private final RunInfo run;

    private SummaryText(Report report) {
        this.report = report;
        this.run = report.run();
    }

    /** Lines of at most 80 columns where their words allow it; ends with a line end. */
    public static String of(Report report) {
        return new SummaryText(report).write();
    }

    private String write() {
        head();
        CheckText check = run.check() == null ? null : new CheckText(text, run, run.check());
        if (check != null) {
            check.head();
        }
        counts();
        codes(
                run.isUndo() ? "Kept, by the first code of the entry:" : "Rejected, by the first code of the line:",
                report.rejects(),
                SummaryText::reject);
        codes("Warnings:", report.warnings(), SummaryText::warning);
        if (check != null) {
            check.end();
        }
        files();
        next();
        return text.toString();
    }

    private void head() {
        text.line("", run.file() + ": " + new PageLead(run).status() + took(run.finishedAt()));
        if (!run.isUndo()) {
            text.line("", ReadingWords.of(run.reading()));
        }
        said(FileWords.leftOut(run));
        text.line("", "run " + run.id() + ", database " + run.database());
        if (skipsHmac()) {
            text.line("", "--hmac skip: no hash was looked at and no link was marked verified.");
        }
    }

    /** In words. */
    static String status(String status) {
        return STATUS.getOrDefault(status, status);
    }

    private String took(@Nullable Instant finished) {
        if (finished == null) {
            return "";
        }
        double seconds = Duration.between(run.startedAt(), finished).toMillis() / 1000.0;
        return String.format(Locale.ROOT, " in %.1f s", seconds);
    }

    private boolean skipsHmac() {
        return JsonMembers.of(run.settings())
                .map(settings -> settings.values().getOrDefault("hmac", ""))
                .filter("\"skip\""::equalsIgnoreCase)
                .isPresent();
    }

    private void counts() {
        Proof proof = run.proof();
        Tally tally = proof.tally();
        text.blank();
        count("read", tally.read());
        count("updated", tally.updated());
        count("created", tally.created());
        count("merged", tally.merged());
        count("unchanged", tally.unchanged());
        count("rejected", tally.rejected());
        count("failed", tally.failed());
        if (proof.holds()) {
            text.line("  ", "The sums hold: every line has exactly one outcome, by the database's own count.");
            if (tally.read() == 0 && run.status().equals("completed")) {
                text.line("  ", run.isUndo() ? "There was nothing to put back." : PageLead.NO_LINE);
            }
        } else {
            text.line("  ", "THE SUMS DO NOT HOLD, so do not trust this run:");
            proof.violations().forEach(violation -> text.line("  - ", violation));
        }
        DuplicateWords duplicates = DuplicateWords.of(report.duplicates());
        if (duplicates != null) {
            duplicates.tell(text);
        }
    }

    private void said(String words) {
        if (!words.isEmpty()) {
            text.line("", words);
        }
    }

    private void count(String name, long count) {
        text.line("", String.format(Locale.ROOT, "  %-10s %,12d", name, count));
    }

    private void codes(String title, List<CodeCount> codes, Function<String, String> meaning) {
        if (codes.isEmpty()) {
            return;
        }
        text.blank();
        text.line("", title);
        for (CodeCount code : codes) {
            text.line("  ", code.code() + ", " + lines(code.count()) + ": " + meaning.apply(code.code()));
            text.line("      ", examples(code));
        }
    }

    private static String examples(CodeCount code) {
        String first = code.firstLines().stream().map(String::valueOf).collect(Collectors.joining(", "));
        long more = code.count() - code.firstLines().size();
        return (code.count() == 1 ? "line " : "lines ") + first + (more > 0 ? " and " + more + " more" : "");
    }

    private void files() {
        text.blank();
        text.verbatim("Report: " + report.directory());
        report.lines().forEach((name, count) -> {
            text.line("  ", name + ", " + lines(count) + ": " + meaning(name) + onlyInCsv(name, count));
        });
        if (!report.lines().isEmpty()) {
            text.line("  ", Page.NAME + ": all of it on a page for the browser");
        }
    }

    /** Of a file of the report. */
    static String meaning(String name) {
        return FILES.getOrDefault(name, FILES.getOrDefault(name.substring(0, name.indexOf('.')), ""));
    }

    private String onlyInCsv(String name, long count) {
        long less = name.equals(SheetBack.NAME) ? report.lines().getOrDefault("rejected.csv", count) - count : 0;
        return less == 0
                ? ""
                : "; " + lines(less)
                        + " only in rejected.csv: cells that are not those of the header or too long, or more"
                        + " than " + String.format(Locale.ROOT, "%,d", SheetBack.MOST_LINES) + " lines";
    }

    private void next() {
        if (run.isGuarded() && run.check() == null) {
            text.blank();
            text.line("", "Next: " + GUARDED_NEXT);
            return;
        }
        report.lines().keySet().stream()
                .filter(name -> name.startsWith("rejected.") && !name.equals(SheetBack.NAME))
                .forEach(name -> {
                    text.blank();
                    if (run.check() != null) {
                        text.line("", "Next: correct these lines in " + shell(run.file()) + " and check it again.");
                        return;
                    }
                    String other = report.lines().containsKey(SheetBack.NAME) ? ", or the .xlsx beside it," : "";
                    text.line("", "Next: correct the rejected lines in that file" + other + " and import it:");
                    text.line(
                            "",
                            "  contact-import import "
                                    + encoding()
                                    + shell(report.directory().resolve(name).toString()));
                });
        if (run.resumable()) {
            text.blank();
            text.line("", "Next: give the same command again, it continues where this run stopped.");
        }
    }

    /** An encoding that is not found out again. */
    private String encoding() {
        Detected detected = run.reading().detected();
        boolean told = detected.origin() != Detected.Origin.OPTION || detected.mark();
        return told ? "" : "--encoding " + detected.encoding().name() + " ";
    }

    private static String lines(long count) {
        return count == 1 ? "1 line" : String.format(Locale.ROOT, "%,d lines", count);
    }

    static String shell(String path) {
        return path.matches("[\\w./:+-]+") ? path : '\'' + path.replace("'", "'\\''") + '\'';
    }

    static String reject(String code) {
        return Arrays.stream(Code.values())
                .filter(c -> c.name().equals(code))
                .map(Code::title)
                .findFirst()
                .orElse("");
    }

    static String warning(String code) {
        return Arrays.stream(WarningCode.values())
                .filter(c -> c.name().equals(code))
                .map(WarningCode::title)
                .findFirst()
                .orElse("");
    }
}
