package contactimport.report;

import contactimport.store.Accounting.Tally;
import contactimport.store.LedgerReader.CodeCount;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the template of the page is filled with: texts and lengths, nothing that is still to be decided. */
final class PageModel {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "d MMMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final Report report;
    private final RunInfo run;
    private final PageSample sample;
    private final Pii pii;
    private final PageWords words;
    private final PageLead lead;

    /** A bar of a chart; {@code width} of 100. */
    record Bar(String column, String count, String share, String width) {}

    record CodeBar(
            String code, String title, String count, String share, String width, List<Shown> examples, String more) {}

    /** A line of the imported file and what there is to say of it. */
    record Shown(String where, String code, String sentence) {}

    record Warned(String code, String title, String count, String lines) {}

    record Section(String id, String name) {}

    record Named(String name, String words) {}

    record Setting(String name, String value) {}

    record Line(String where, String outcome, String contact, String who, List<PageRecord.Change> changes) {}

    PageModel(Report report, PageSample sample, Pii pii) {
        this.report = report;
        this.run = report.run();
        this.sample = sample;
        this.pii = pii;
        this.words = new PageWords(report);
        this.lead = new PageLead(run);
    }

    Map<String, @Nullable Object> model() {
        Map<String, @Nullable Object> m = new LinkedHashMap<>();
        head(m);
        result(m);
        rejects(m);
        conflicts(m);
        warnings(m);
        records(m);
        files(m);
        PagePace pace = PagePace.of(run.isUndo() ? "Entries" : "Lines", sample.pace(), run.finishedAt());
        m.put("hasPace", !pace.steps().isEmpty());
        m.put("hasCharts", !pace.charts().isEmpty());
        m.put("unit", pace.unit());
        m.put("charts", pace.charts());
        m.put("steps", pace.steps());
        m.put("sections", sections(m));
        return m;
    }

    private void head(Map<String, @Nullable Object> m) {
        m.put("kind", lead.kind());
        m.put("file", run.file());
        m.put("run", run.id());
        m.put("database", run.database());
        m.put("status", lead.status());
        m.put("tone", lead.tone());
        m.put("started", TIME.format(run.startedAt()));
        m.put("startedIso", SummaryJson.milliseconds(run.startedAt()));
        m.put("took", words.took());
        m.put("footer", words.footer());
    }

    private void result(Map<String, @Nullable Object> m) {
        m.put("notice", words.notices());
        m.put("lead", lead.lead());
        m.put("sums", lead.sums());
        m.put("sumsTone", run.proof().holds() ? "good" : "bad");
        m.put("violated", !run.proof().holds());
        m.put("violations", run.proof().violations());
        PageOutcomes outcomes = new PageOutcomes(run.proof().tally());
        m.put("segments", outcomes.segments());
        m.put("tiles", outcomes.tiles());
        m.put("stackWords", outcomes.words());
        m.put("exit", lead.exit());
        m.put("why", words.why());
        m.put("next", words.next());
    }

    private void rejects(Map<String, @Nullable Object> m) {
        Tally tally = run.proof().tally();
        m.put("hasRejects", !report.rejects().isEmpty());
        m.put("rejectsTitle", run.isUndo() ? "What is kept" : "Rejected lines");
        m.put("rejectsHint", words.rejectsHint());
        long all = Math.max(1, tally.rejected());
        m.put("codes", report.rejects().stream().map(c -> codeBar(c, all)).toList());
        m.put(
                "columns",
                sample.columns().entrySet().stream()
                        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                        .map(e -> new Bar(
                                e.getKey(),
                                PageWords.number(e.getValue()),
                                PageWords.share(e.getValue(), all),
                                width(e.getValue(), all)))
                        .toList());
    }

    private CodeBar codeBar(CodeCount code, long all) {
        List<PageSample.Place> examples = sample.examples(code.code());
        long more = code.count() - examples.size();
        return new CodeBar(
                code.code(),
                SummaryText.reject(code.code()),
                PageWords.number(code.count()),
                PageWords.share(code.count(), all) + (run.isUndo() ? " of what is kept" : " of the rejects"),
                width(code.count(), all),
                together(examples),
                more > 0 && !examples.isEmpty() ? "and " + PageWords.number(more) + " more" : "");
    }

    /** Lines of which the same is said, in one sentence. */
    private static List<Shown> together(List<PageSample.Place> places) {
        Map<PageSample.Said, List<String>> lines = new LinkedHashMap<>();
        places.forEach(place ->
                lines.computeIfAbsent(place.said(), s -> new ArrayList<>()).add(where(place.member(), place.line())));
        return lines.entrySet().stream()
                .map(e -> new Shown(
                        (e.getValue().size() == 1 ? "line " : "lines ") + String.join(", ", e.getValue()),
                        e.getKey().code(),
                        e.getKey().sentence()))
                .toList();
    }

    private void conflicts(Map<String, @Nullable Object> m) {
        m.put("conflictsTitle", run.isUndo() ? "What stays as it is" : "Conflicts and duplicates");
        DuplicateWords duplicates = DuplicateWords.of(report.duplicates());
        m.put("duplicates", duplicates);
        m.put("hasConflictList", !sample.conflicts().isEmpty());
        m.put("hasConflicts", duplicates != null || !sample.conflicts().isEmpty());
        m.put("conflicts", together(sample.conflicts()));
        long all = sample.conflictsInAll();
        int shown = sample.conflicts().size();
        m.put(
                "conflictsCaption",
                (run.isUndo()
                                ? "Entries and fields, with the reason: "
                                : "Lines that met another contact, line or run: ")
                        + (all > shown ? "the first " + PageWords.number(shown) + " of " : "")
                        + PageWords.number(all));
    }

    private void warnings(Map<String, @Nullable Object> m) {
        m.put("hasWarnings", !report.warnings().isEmpty());
        m.put("warningsHint", words.warningsHint());
        m.put(
                "warnings",
                report.warnings().stream()
                        .map(w -> new Warned(
                                w.code(),
                                SummaryText.warning(w.code()),
                                PageWords.number(w.count()),
                                w.firstLines().stream()
                                                .distinct()
                                                .map(PageWords::number)
                                                .collect(Collectors.joining(", "))
                                        + (w.count() > w.firstLines().size() ? " …" : "")))
                        .toList());
    }

    private void records(Map<String, @Nullable Object> m) {
        List<PageRecord> records = sample.records();
        long all = run.proof().tally().written();
        m.put("hasRecords", !records.isEmpty());
        m.put("recordsTitle", words.recordsTitle());
        m.put("recordsCaption", "Records with their fields before and after");
        m.put("recordsNote", words.recordsNote(records.size(), all, pii));
        // Made one by one while the page is written.
        m.put("records", (Iterable<Line>)
                () -> records.stream().map(PageModel::line).iterator());
    }

    private static Line line(PageRecord r) {
        return new Line(where(r.member(), r.line()), r.outcome(), r.contact(), r.who(), r.changes());
    }

    private void files(Map<String, @Nullable Object> m) {
        m.put("filesNote", words.filesNote(pii));
        m.put("files", words.files());
        m.put("settings", words.settings());
    }

    private List<Section> sections(Map<String, @Nullable Object> m) {
        List<Section> sections = new ArrayList<>();
        sections.add(new Section("result", "Result"));
        sections.add(new Section("next", "What next"));
        add(sections, m, "hasRejects", "rejects", run.isUndo() ? "Kept" : "Rejects");
        add(sections, m, "hasConflicts", "conflicts", run.isUndo() ? "Stays" : "Conflicts");
        add(sections, m, "hasWarnings", "warnings", "Warnings");
        add(sections, m, "hasPace", "pace", "Throughput");
        add(sections, m, "hasRecords", "records", "Records");
        sections.add(new Section("files", "Files"));
        return sections;
    }

    private static void add(List<Section> to, Map<String, @Nullable Object> m, String when, String id, String name) {
        if (Boolean.TRUE.equals(m.get(when))) {
            to.add(new Section(id, name));
        }
    }

    private static String where(@Nullable String member, long line) {
        return member == null ? PageWords.number(line) : member + ": " + PageWords.number(line);
    }

    private static String width(long count, long all) {
        return String.format(Locale.ROOT, "%.1f", Math.max(0.5, 100.0 * count / Math.max(1, all)));
    }
}
