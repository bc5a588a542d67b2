package contactimport.job;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.PostgresExtension;
import contactimport.PostgresExtension.Fresh;
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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * An e-mail column shifted by one row: every contact goes up in the next, and what one of them has gathered is moved by every chunk. The
 * work must grow with the lines, not with their square.
 */
@ExtendWith(PostgresExtension.class)
class GiantGroupIT {

    private static final int LINES = 400;
    private static final int CHUNK = 10;

    private static final String CONTENT = "select c.id, c.name, c.email, l.source_id from contacts c"
            + " left join contact_inboxes l on l.contact_id = c.id order by c.id, l.id";

    @TempDir
    Path dir;

    private static List<String> people(TestDatabase db) {
        Trial.people(db, LINES);
        db.sql("update contacts set email = 'p' || (id - 1000) || '@x.org', location = null, country_code = null"
                + " where id > 1000");
        return IntStream.rangeClosed(1, LINES)
                .mapToObj(n -> "p-" + n + ",p" + (n + 1) + "@x.org")
                .toList();
    }

    private Trial trial(TestDatabase db, OnConflict policy) {
        return Trial.of(db, dir).rules(Mode.UPDATE, policy).parallel(1, 1, CHUNK);
    }

    @Test
    void its_chunks_grow_so_that_a_link_is_moved_a_few_times_at_most_and_an_undo_brings_everybody_back(
            @Fresh TestDatabase db) {
        List<String> lines = people(db);
        List<Map<String, Object>> before = db.sql(CONTENT);
        try (Trial trial = trial(db, OnConflict.MERGE)) {
            Importer.Result result = trial.run("contact_identifier,email", lines);
            assertMerged(db, result);
            assertThat(chunks(db)).as("10, 20, 40, 80, 160, 90").isEqualTo(6);
            assertThat(moves(db)).isEqualTo(LINES - 1 + (10 + 30 + 70 + 150 + 310));

            Undo undo =
                    new Undo(db.dataSource(), db.name(), Schemas.DEFAULT, Clock.systemUTC(), new Stop(), words -> {});
            UndoSettings all = new UndoSettings(
                    new Part(List.of(), Set.of(), Set.of()),
                    false,
                    1,
                    LINES,
                    1,
                    dir.resolve("reports"),
                    Launching.DEFAULT,
                    new Retry(3, 1, m -> {}));
            assertThat(undo.run(result.report().run().id(), all).exitCode()).isZero();
            assertThat(db.sql(CONTENT)).isEqualTo(before);
        }
    }

    @Test
    void broken_off_in_the_middle_it_goes_on_from_there_and_grows_again(@Fresh TestDatabase db) {
        List<String> lines = people(db);
        db.refuse("update on contact_import.partition", "when (new.position > 70 and new.position > old.position)");
        try (Trial trial = trial(db, OnConflict.MERGE)) {
            Importer.Result broken = trial.run("contact_identifier,email", lines);
            assertThat(broken.report().run().resumable()).isTrue();
            assertThat(db.value("select position from contact_import.partition"))
                    .as("10, 20, 40")
                    .isEqualTo(70);
            assertThat(broken.report().run().proof().violations()).isEmpty();
            db.refuseNoMore();

            Importer.Result result = trial.run("contact_identifier,email", lines);
            assertThat(result.report().run().id())
                    .isEqualTo(broken.report().run().id());
            assertMerged(db, result);
            assertThat(chunks(db)).as("10, 20, 40, 10, 20, 40, 80, 160, 20").isEqualTo(9);
        }
    }

    @Test
    void where_nobody_goes_up_in_anybody_its_chunks_have_one_length(@Fresh TestDatabase db) {
        List<String> lines = people(db);
        try (Trial trial = trial(db, OnConflict.REJECT)) {
            Importer.Result result = trial.run("contact_identifier,email", lines);
            assertThat(result.report().run().proof().tally().rejected()).isEqualTo(LINES - 1);
            assertThat(chunks(db)).isEqualTo(LINES / CHUNK);
        }
    }

    private static void assertMerged(TestDatabase db, Importer.Result result) {
        assertThat(result.trouble()).isEmpty();
        assertThat(result.report().run().proof().violations()).isEmpty();
        assertThat(result.report().run().proof().tally().merged()).isEqualTo(LINES - 1);
        assertThat(db.sql("select c.id, count(*) as links from contacts c join contact_inboxes l on l.contact_id = c.id"
                        + " where c.id > 1000 and c.id <= " + (1000 + LINES) + " group by c.id"))
                .containsExactly(Map.of("id", 1000 + LINES, "links", (long) LINES));
    }

    private static int chunks(TestDatabase db) {
        return ((Number) db.value("select sum(attempts) from contact_import.partition")).intValue();
    }

    private static long moves(TestDatabase db) {
        return ((Number) db.value("select sum(cardinality(ids)) from contact_import.moved")).longValue();
    }
}
