package contactimport.proof;

import contactimport.TestDatabase;
import contactimport.job.Allowance;
import contactimport.job.ImportSettings;
import contactimport.job.Importer;
import contactimport.job.Stop;
import contactimport.job.Waived;
import contactimport.store.Retry;
import contactimport.store.Schemas;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/** The product itself: its job, from the file to the report. */
final class ProductEngine implements Engine, AutoCloseable {

    private final TestDatabase db;
    private final Path reports;
    private final Importer importer;

    ProductEngine(TestDatabase db, Path reports) {
        this.db = db;
        this.reports = reports;
        importer = new Importer(db.dataSource(), db.name(), Schemas.DEFAULT, Clock.systemUTC(), new Stop());
    }

    @Override
    public EngineResult run(DataSource ignored, Path file, RunShape shape) {
        Importer.Result result = importer.run(
                file,
                new ImportSettings(
                        ProductRules.of(shape.settings()),
                        ProductRules.columnsOf(shape.settings()),
                        null,
                        1 << 20,
                        shape.threads(),
                        shape.chunk(),
                        shape.partitions(),
                        reports,
                        Allowance.ANY,
                        Allowance.ANY,
                        new Waived(Allowance.ANY, true),
                        Map.of(),
                        Retry.DEFAULT));
        if (!result.trouble().isEmpty()) {
            throw new AssertionError(result.trouble().toString());
        }
        var run = result.report().run();
        return new EngineResult(
                run.status(), run.proof().tally().read(), run.proof().tally().unchanged(), lines(run.no()));
    }

    private Map<Long, LineResult> lines(long runNo) {
        Map<Long, List<String>> warnings = new HashMap<>();
        db.sql("select line, code from contact_import.warning where run_no = ?", runNo)
                .forEach(w -> warnings.computeIfAbsent((Long) w.get("line"), l -> new ArrayList<>())
                        .add((String) w.get("code")));
        Map<Long, LineResult> lines = new TreeMap<>();
        db.sql("select line, outcome, codes, contact_id from contact_import.ledger where run_no = ?", runNo)
                .forEach(e -> lines.put(
                        (Long) e.get("line"),
                        new LineResult(
                                (String) e.get("outcome"),
                                e.get("codes") == null ? "" : (String) e.get("codes"),
                                warnings.getOrDefault((Long) e.get("line"), List.of()),
                                (Long) e.get("contact_id"))));
        warnings.forEach(
                (line, codes) -> lines.computeIfAbsent(line, l -> new LineResult("unchanged", "", codes, null)));
        return lines;
    }

    @Override
    public void close() {
        importer.close();
    }
}
