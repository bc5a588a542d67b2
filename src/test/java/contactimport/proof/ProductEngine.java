package contactimport.proof;

import contactimport.TestDatabase;
import contactimport.job.Allowance;
import contactimport.job.Feed;
import contactimport.job.ImportSettings;
import contactimport.job.Importer;
import contactimport.job.Stop;
import contactimport.job.Waived;
import contactimport.store.Retry;
import contactimport.store.Schemas;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/** The product itself: its job, from the file to the report. */
final class ProductEngine implements Engine, AutoCloseable {

    /** Spring Batch tells the steps of a JVM apart by their ids alone, whatever database they come from. */
    private static final AtomicLong FIRST_IDS = new AtomicLong();

    private final TestDatabase db;
    private final Path reports;
    private final Importer importer;

    ProductEngine(TestDatabase db, Path reports) {
        this.db = db;
        this.reports = reports;
        long first = FIRST_IDS.addAndGet(1_000_000_000);
        for (String sequence : List.of("step_execution", "job_execution", "job_instance")) {
            db.sql("select setval('contact_import.batch_" + sequence + "_seq', ?)", first);
        }
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
                        new Waived(Allowance.ANY, true, true, true),
                        Feed.NONE,
                        Map.of(),
                        Retry.DEFAULT));
        if (!result.trouble().isEmpty()) {
            throw new AssertionError(result.trouble().toString());
        }
        var run = result.report().run();
        return new EngineResult(
                run.status(),
                run.proof().tally().read(),
                run.proof().tally().unchanged(),
                lines(run.no()),
                books(run.no()));
    }

    private Books books(long runNo) {
        Books books = new Books();
        db.sql("select distinct tbl, unnest(ids) as id from contact_import.moved where run_no = ?", runNo)
                .forEach(row -> books.moved((String) row.get("tbl"), row.get("id")));
        db.sql(
                        "select tbl, d ->> 'id' as id from contact_import.moved, jsonb_array_elements(dropped) d"
                                + " where run_no = ?",
                        runNo)
                .forEach(row -> books.dropped((String) row.get("tbl"), row.get("id")));
        db.sql("select contact_id from contact_import.absorbed where run_no = ?", runNo)
                .forEach(row -> books.absorbed().add((Long) row.get("contact_id")));
        return books;
    }

    /** What the ledger says of a contact's columns; attributes are listed path by path there. */
    private static Map<String, List<Object>> changes(Object before, Object after) {
        Row was = before == null ? new Row() : new Row(Json.object((String) before));
        Row is = after == null ? new Row() : new Row(Json.object((String) after));
        is.remove("contact_inboxes");
        // A row that is written has {} where NULL was, which counts as the same; the ledger keeps it for an undo.
        is.entrySet().removeIf(e -> was.get(e.getKey()) == null && Map.of().equals(e.getValue()));
        Map<String, List<Object>> changes = new TreeMap<>();
        is.forEach((column, value) -> changes.put(
                column, column.endsWith("_attributes") ? List.of() : Arrays.asList(was.get(column), value)));
        return changes;
    }

    private Map<Long, LineResult> lines(long runNo) {
        Map<Long, List<String>> warnings = new HashMap<>();
        db.sql("select line, code from contact_import.warning where run_no = ?", runNo)
                .forEach(w -> warnings.computeIfAbsent((Long) w.get("line"), l -> new ArrayList<>())
                        .add((String) w.get("code")));
        Map<Long, LineResult> lines = new TreeMap<>();
        db.sql(
                        "select line, outcome, codes, contact_id, before::text, after::text from contact_import.ledger where run_no = ?",
                        runNo)
                .forEach(e -> lines.put(
                        (Long) e.get("line"),
                        new LineResult(
                                (String) e.get("outcome"),
                                e.get("codes") == null ? "" : (String) e.get("codes"),
                                warnings.getOrDefault((Long) e.get("line"), List.of()),
                                (Long) e.get("contact_id"),
                                changes(e.get("before"), e.get("after")))));
        warnings.forEach(
                (line, codes) -> lines.computeIfAbsent(line, l -> new LineResult("unchanged", "", codes, null)));
        return lines;
    }

    @Override
    public void close() {
        importer.close();
    }
}
