package contactimport.report;

import static java.util.Objects.requireNonNull;

import contactimport.source.Detected;
import contactimport.source.ReadAs;
import contactimport.store.Accounting.Tally;
import contactimport.store.LedgerCount;
import contactimport.store.LedgerReader;
import contactimport.store.LedgerReader.GivenBack;
import contactimport.store.LedgerReader.Warned;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Writes the report of a run: the directory {@code <report-dir>/<run id>/}, readable for its owner only, with
 *
 * <ul>
 *   <li>{@code updated.jsonl}: every updated, created or merged line;
 *   <li>{@code updated.csv}, if it is wanted: the same for a spreadsheet;
 *   <li>{@code rejected.csv} or {@code .jsonl}, if there is a reject: the lines to correct, in the input's own format;
 *   <li>{@code rejected.xlsx} beside {@code rejected.csv}: the same lines as a workbook, as far as it can hold them;
 *   <li>{@code failed.csv} or {@code .jsonl}, if a line failed: the lines that nothing is known to be wrong with;
 *   <li>{@code warnings.jsonl}: every field that was not applied as given;
 *   <li>{@code report.html}: a page for the browser;
 *   <li>{@code summary.json}, last: when it is there, the report is whole.
 * </ul>
 *
 * All files are in the order of the imported one and taken from one snapshot of the ledger. An earlier report of the same run is
 * replaced, file by file. Memory does not grow with the run. Thread-safe.
 */
public final class Reports {

    private static final String UPDATED = "updated.jsonl";
    private static final String SUMMARY = "summary.json";

    private final LedgerReader ledger;

    public Reports(LedgerReader ledger) {
        this.ledger = ledger;
    }

    /**
     * Makes sure, before anything is imported, that the report can be written.
     *
     * @throws ReportFault if it cannot; nothing was started
     */
    public static void prepare(ReportPlace place, String runId) {
        Path directory = place.dir().resolve(runId);
        try {
            ReportFile.directory(directory);
            try (ReportFile probe = new ReportFile(directory, SUMMARY)) {
                probe.text("");
                probe.drop();
            }
        } catch (IOException e) {
            throw ReportFault.beforehand(directory, e);
        } catch (UncheckedIOException e) {
            throw ReportFault.beforehand(directory, requireNonNull(e.getCause()));
        }
    }

    /** @throws ReportFault if the directory or a file of it cannot be written; the message is for the operator */
    public Report write(RunInfo run, ReportPlace place) {
        return write(run.no(), run.id(), run.reading(), place, count -> run);
    }

    /**
     * The same of a run of which it is not known yet how it ended, until its ledger has been read.
     *
     * @param ended what is to be said about the run; asked once, in the transaction in which the ledger was counted
     * @throws ReportFault if the directory or a file of it cannot be written; the message is for the operator
     */
    public Report write(
            long runNo, String runId, ReadAs reading, ReportPlace place, Function<LedgerCount, RunInfo> ended) {
        Path directory = place.dir().resolve(runId);
        try {
            ReportFile.directory(directory);
            Files.deleteIfExists(directory.resolve(SUMMARY));
            Files.deleteIfExists(directory.resolve(Page.NAME));
            return ledger.inOneSnapshot(() -> {
                Map<String, Long> lines = new LinkedHashMap<>();
                PageSample sample = new PageSample(reading, place.pii());
                RunInfo run = ended.apply(updated(runNo, directory, reading, place, sample, lines));
                return files(run, directory, place, sample, lines);
            });
        } catch (IOException e) {
            throw ReportFault.of(directory, runId, e);
        } catch (UncheckedIOException e) {
            throw ReportFault.of(directory, runId, requireNonNull(e.getCause()));
        }
    }

    /** The report of a run whose files could not be written: it tells of no file. */
    public Report unwritten(RunInfo run, ReportPlace place) {
        return ledger.inOneSnapshot(() -> of(run, place.dir().resolve(run.id()), Map.of()));
    }

    private Report of(RunInfo run, Path directory, Map<String, Long> lines) {
        return new Report(
                run,
                directory,
                lines,
                ledger.rejectsByCode(run.no()),
                ledger.warningsByCode(run.no()),
                ledger.duplicates(run.no()));
    }

    private Report files(RunInfo run, Path directory, ReportPlace place, PageSample sample, Map<String, Long> lines) {
        sample.pace(ledger.pace(run.no()));
        givenBack(run, directory, sample, lines);
        write(
                directory,
                "warnings.jsonl",
                lines,
                file -> ledger.warnings(run.no(), w -> {
                    sample.warned(w);
                    file.line(warning(w, run.reading(), place.pii()));
                }));
        Report report = of(run, directory, lines);
        write(
                directory,
                Page.NAME,
                new LinkedHashMap<>(),
                file -> file.write(out -> Page.write(report, sample, place.pii(), out)));
        write(directory, SUMMARY, new LinkedHashMap<>(), file -> file.text(SummaryJson.of(report)));
        return report;
    }

    private LedgerCount updated(
            long runNo, Path directory, ReadAs reading, ReportPlace place, PageSample sample, Map<String, Long> lines) {
        UpdatedLine line = new UpdatedLine(reading, place.pii());
        try (UpdatedCsv csv = UpdatedCsv.open(directory, place, reading);
                ReportFile file = new ReportFile(directory, UPDATED)) {
            LedgerCount count = ledger.written(runNo, w -> {
                sample.written(w);
                csv.written(w);
                file.line(line.of(w));
            });
            file.keep();
            lines.put(UPDATED, file.lines());
            csv.keep(lines);
            return count;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void givenBack(RunInfo run, Path directory, PageSample sample, Map<String, Long> lines) {
        Tally tally = run.proof().tally();
        BackFile rejected = new BackFile(
                directory, (run.isUndo() ? "kept." : "rejected.") + run.format().label(), run, tally.rejected());
        rejected.write(
                lines,
                to -> ledger.rejected(run.no(), line -> {
                    sample.rejected(line);
                    to.accept(line);
                }));
        BackFile failed = new BackFile(directory, "failed." + run.format().label(), run, tally.failed());
        failed.write(lines, to -> ledger.failed(run.no(), to));
    }

    /** @param expected how many lines the accounting says there are */
    private record BackFile(Path directory, String name, RunInfo run, long expected) {

        void write(Map<String, Long> lines, Consumer<Consumer<GivenBack>> all) {
            LinesBack back = LinesBack.of(run);
            Detected detected = run.reading().detected();
            try (ReportFile file =
                            new ReportFile(directory, name, detected.encoding().encode("\n"));
                    SheetBack sheet = name.equals("rejected.csv") ? SheetBack.of(run, directory) : null) {
                if (detected.mark()
                        || detected.faulty()) { // without it UTF-8 that is faulty might pass for something else
                    file.mark(detected.encoding().mark());
                }
                back.header().ifPresent(file::text);
                // What is proved not to be there is not looked for: that would take as long as reading all lines.
                if (expected > 0 || !run.proof().holds()) {
                    all.accept(line -> {
                        GivenBack named = named(line);
                        file.line(back.line(named));
                        if (sheet != null) {
                            sheet.line(named);
                        }
                    });
                }
                finish(file, lines);
                if (sheet != null) {
                    finish(sheet, lines);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** The reason names the member too, where there are several. */
        private GivenBack named(GivenBack line) {
            String member = run.reading().memberOf(line.ordinal());
            long own = run.reading().lineInMember(line.ordinal(), line.line());
            return member == null ? line : line.because(member + ", line " + own + ": ");
        }

        private void finish(SheetBack sheet, Map<String, Long> lines) throws IOException {
            if (sheet.lines() > 0) {
                sheet.keep();
                lines.put(SheetBack.NAME, sheet.lines());
            } else if (expected == 0 || lines.containsKey(name)) {
                sheet.drop();
            }
        }

        private void finish(ReportFile file, Map<String, Long> lines) throws IOException {
            if (file.lines() > 0) {
                file.keep();
                lines.put(name, file.lines());
            } else if (expected == 0) {
                file.drop();
            }
            // Else the staged rows of a closed run are gone: what an earlier report saved of them is all there is.
        }
    }

    private static void write(Path directory, String name, Map<String, Long> lines, Consumer<ReportFile> content) {
        try (ReportFile file = new ReportFile(directory, name)) {
            content.accept(file);
            file.keep();
            lines.put(name, file.lines());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String warning(Warned warned, ReadAs reading, Pii pii) {
        return new JsonText()
                .member(reading, warned.ordinal(), warned.line())
                .number("line", warned.line())
                .text("code", warned.code())
                .text("field", warned.field())
                .text("detail", pii.detail(warned.code(), warned.detail()))
                .object();
    }
}
