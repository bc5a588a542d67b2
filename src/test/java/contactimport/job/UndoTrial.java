package contactimport.job;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.PostgresExtension;
import contactimport.TestDatabase;
import contactimport.contact.Rules.Mode;
import contactimport.contact.Rules.OnConflict;
import contactimport.store.Retry;
import contactimport.store.Schemas;
import contactimport.store.UndoTable.Part;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An import, what somebody else does then, and its undo. */
@ExtendWith(PostgresExtension.class)
abstract class UndoTrial {

    static final Part EVERYTHING = new Part(List.of(), Set.of(), Set.of());

    static final String CONTENT = "select c.id, c.name, c.email, c.phone_number, l.source_id from contacts c"
            + " left join contact_inboxes l on l.contact_id = c.id order by c.id, l.id";

    @TempDir
    Path dir;

    /** With no difference between '' and NULL that an import would level out, and its undo put back. */
    static void people(TestDatabase db, int count) {
        Trial.people(db, count);
        db.sql("update contacts set location = null, country_code = null where id > 1000");
    }

    String imported(TestDatabase db, Mode mode, OnConflict policy, String columns, String... lines) {
        try (Trial trial = Trial.of(db, dir).rules(mode, policy)) {
            return trial.run(columns, List.of(lines)).report().run().id();
        }
    }

    Importer.Result undo(TestDatabase db, String run, Part part) {
        return undo(db, run, part, 2_000);
    }

    Importer.Result undo(TestDatabase db, String run, Part part, int chunk) {
        return undo(db, run, settings(part, false, 2, chunk, 8));
    }

    /** In one partition, so that entries that have nothing to do with each other are decided together, too. */
    Importer.Result undoAllAtOnce(TestDatabase db, int chunk) {
        return undo(db, "last", settings(EVERYTHING, false, 1, chunk, 1));
    }

    /** Only says what the undo of everything would do. */
    Importer.Result check(TestDatabase db, String run, int chunk) {
        return undo(db, run, settings(EVERYTHING, true, 2, chunk, 8));
    }

    private static Importer.Result undo(TestDatabase db, String run, UndoSettings settings) {
        return new Undo(db.dataSource(), db.name(), Schemas.DEFAULT, Clock.systemUTC(), new Stop(), words -> {})
                .run(run, settings);
    }

    private UndoSettings settings(Part part, boolean check, int threads, int chunk, int partitions) {
        Path reports = dir.resolve("reports");
        Retry retry = new Retry(3, 1, m -> {});
        return new UndoSettings(part, check, threads, chunk, partitions, reports, Launching.DEFAULT, retry);
    }

    /** What every line of the undo came to. */
    static Map<Long, String> outcomes(TestDatabase db, Importer.Result result) {
        assertThat(result.trouble()).isEmpty();
        assertThat(result.report().run().proof().violations()).isEmpty();
        return Trial.outcomes(db, result);
    }

    static Object value(TestDatabase db, String column, long contact) {
        return db.value("select " + column + " from contacts where id = ?", contact);
    }
}
