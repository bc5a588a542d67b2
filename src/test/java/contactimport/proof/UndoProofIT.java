package contactimport.proof;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.PostgresExtension;
import contactimport.TestDatabase;
import contactimport.job.Importer;
import contactimport.job.Launching;
import contactimport.job.Stop;
import contactimport.job.Undo;
import contactimport.job.UndoSettings;
import contactimport.store.Retry;
import contactimport.store.Schemas;
import contactimport.store.UndoTable.Part;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random worlds are imported and undone. {@code -Dproof.worlds=5000 -Dproof.seed=7} runs more of them, and others.
 */
@ExtendWith(PostgresExtension.class)
class UndoProofIT {

    @TempDir
    private Path directory;

    private final TestDatabase db;
    private WorldDatabase database;
    private ProductEngine product;
    private Undo undo;

    UndoProofIT(TestDatabase db) {
        this.db = db;
    }

    @BeforeEach
    void open() throws SQLException {
        database = new WorldDatabase(db.ownerDataSource());
        product = new ProductEngine(db, directory);
        undo = new Undo(db.dataSource(), db.name(), Schemas.DEFAULT, Clock.systemUTC(), new Stop(), words -> {});
    }

    @AfterEach
    void close() {
        product.close();
    }

    @Test
    void an_import_that_is_undone_leaves_the_tables_as_they_were() throws Exception {
        each((seed, world) -> {
            Tables before = database.read();
            run(world);
            Importer.Result undone = undo(world, false);
            List<String> differences = Differences.between(before, database.read());
            differences.addAll(trouble("undo", undone));
            return differences;
        });
    }

    @Test
    void an_undo_that_is_undone_applies_the_import_again_and_can_be_undone_once_more() throws Exception {
        each((seed, world) -> {
            Tables before = database.read();
            run(world);
            Tables imported = database.read();
            undo(world, false);
            Importer.Result again = undo(world, false);
            List<String> differences = Differences.between(imported, database.read());
            differences.addAll(trouble("again", again));
            Importer.Result back = undo(world, false);
            differences.addAll(Differences.between(before, database.read()));
            differences.addAll(trouble("back", back));
            return differences;
        });
    }

    @Test
    void what_people_edited_since_stays_and_nothing_else_does() throws Exception {
        each((seed, world) -> {
            Tables before = database.read();
            run(world);
            Tables expected = before.copy();
            Edits edits = new Edits(seed, Edits.in(db));
            edits.make(before, database.read(), expected);
            undo(world, false);
            return Differences.between(expected, database.read());
        });
    }

    @Test
    void a_check_tells_what_the_undo_and_its_own_undo_then_do_and_changes_nothing() throws Exception {
        each((seed, world) -> {
            run(world);
            Tables imported = database.read();
            Edits edits = new Edits(seed, Edits.in(db));
            edits.make(imported, imported, imported);
            List<String> differences = checkedAndUndone(world, imported);
            if (seed % 2 == 0) { // it takes its time
                differences.addAll(checkedAndUndone(world, database.read()));
            }
            return differences;
        });
    }

    private List<String> checkedAndUndone(World world, Tables before) throws Exception {
        var checked =
                undo(1_000, world.partitions(), true).report().run().proof().tally();
        List<String> differences = Differences.between(before, database.read());
        var undone =
                undo(1_000, world.partitions(), false).report().run().proof().tally();
        if (!checked.equals(undone)) {
            differences.add("checked " + checked + ", undone " + undone);
        }
        return differences;
    }

    private List<String> trouble(String what, Importer.Result result) {
        return result.exitCode() == 0
                ? List.of()
                : List.of(what + ": exit " + result.exitCode() + " " + result.trouble()
                        + db.sql(
                                "select line, codes, reason from contact_import.ledger where codes is not null and run_no = ?",
                                result.report().run().no())
                        + db.sql(
                                "select line, field, detail from contact_import.warning where run_no = ?",
                                result.report().run().no()));
    }

    /** Everything that was written down, to see why. */
    private String ledger() {
        StringBuilder text = new StringBuilder();
        db.sql("select run_no, ordinal, part, outcome, codes, reason, contact_id, before::text, after::text"
                        + " from contact_import.ledger where run_no >= (select max(run_no) - 2 from contact_import.ledger)"
                        + " order by run_no, ordinal")
                .forEach(row -> text.append('\n').append(row));
        db.sql(
                        "select * from contact_import.absorbed where run_no >= (select max(run_no) - 2 from contact_import.ledger)")
                .forEach(row -> text.append("\nabsorbed ").append(row));
        db.sql(
                        "select * from contact_import.warning where run_no >= (select max(run_no) - 2 from contact_import.ledger)")
                .forEach(row -> text.append("\nwarning ").append(row));
        return text.toString();
    }

    private interface Trial {
        List<String> differences(long seed, World world) throws Exception;
    }

    private void each(Trial trial) throws Exception {
        int allowed = Integer.getInteger("proof.failures", 1);
        List<String> failures = new ArrayList<>();
        for (long seed : Seeds.of(20, 50122L)) {
            if (failures.size() >= allowed) {
                break;
            }
            World world = Worlds.random(seed);
            if (!world.isImportable()) {
                continue;
            }
            database.load(world.tables());
            List<String> differences = trial.differences(seed, world);
            if (!differences.isEmpty()) {
                failures.add("seed " + seed + "\n" + String.join("\n", differences) + ledger());
            }
        }
        assertThat(failures).as(String.join("\n\n", failures)).isEmpty();
    }

    private void run(World world) throws Exception {
        Path path = directory.resolve(world.csv() ? "world.csv" : "world.jsonl");
        Files.writeString(path, WorldFile.of(world).text());
        product.run(db.dataSource(), path, world.shape());
    }

    private Importer.Result undo(World world, boolean check) {
        return undo(world.chunk(), world.partitions(), check);
    }

    /** With one partition, entries that have nothing to do with each other are decided together, too. */
    private Importer.Result undo(int chunk, int partitions, boolean check) {
        return undo.run(
                "last",
                new UndoSettings(
                        new Part(List.of(), Set.of(), Set.of()),
                        check,
                        2,
                        chunk,
                        partitions,
                        directory,
                        Launching.DEFAULT,
                        Retry.DEFAULT));
    }
}
