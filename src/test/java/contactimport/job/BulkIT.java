package contactimport.job;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.PostgresExtension;
import contactimport.PostgresExtension.Fresh;
import contactimport.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** With {@code --bulk} long lists of entries wait to be sorted into the trigram index: what the run leaves is sorted in. */
@ExtendWith(PostgresExtension.class)
class BulkIT {

    private static final Effort BULK = new Effort(true, 0);

    /** Nothing else sorts in. */
    private static final String ALONE = "alter table contacts set (autovacuum_enabled = false)";

    private static final List<String> LINES =
            IntStream.rangeClosed(1, 60).mapToObj(n -> "p-" + n + ",New " + n).toList();

    @TempDir
    Path dir;

    @Test
    void a_usual_run_leaves_what_is_pending_to_whoever_writes_next(@Fresh TestDatabase db) throws SQLException {
        people(db);
        try (Trial trial = Trial.of(db, dir).parallel(2, 4, 7)) {
            assertThat(trial.run("contact_identifier,name", LINES).exitCode()).isZero();
        }
        assertThat(pending(db)).isTrue();
    }

    @Test
    void after_a_bulk_run_nothing_is_pending_if_it_may_sort_it_in(@Fresh TestDatabase db) throws SQLException {
        people(db);
        try (Trial trial = Trial.of(db, dir).parallel(2, 4, 7).effort(BULK)) {
            assertThat(trial.run("contact_identifier,name", LINES).exitCode()).isZero();
        }
        assertThat(pending(db)).isNotEqualTo(ownsTheIndex(db));
    }

    @Test
    void nor_is_after_one_that_was_stopped(@Fresh TestDatabase db) throws Exception {
        people(db);
        Stop stop = new Stop();
        try (Connection keeper = Gates.on(db, "update on contacts", "when (new.id = 1030)");
                Trial trial = Trial.of(db, dir).parallel(1, 1, 20).effort(BULK).stoppedBy(stop)) {
            Future<Importer.Result> running = trial.start("contact_identifier,name", LINES);
            trial.untilAtTheGate(running);
            stop.request(143);
            keeper.close();
            assertThat(Trial.resultOf(running).exitCode()).isEqualTo(143);
        }
        assertThat(db.value("select count(*) from contacts where name like 'New%'"))
                .isEqualTo(40L);
        assertThat(pending(db)).isNotEqualTo(ownsTheIndex(db));
    }

    private static void people(TestDatabase db) {
        Trial.people(db, 60);
        db.sql(ALONE);
        pending(db);
    }

    /** Whether anything was: asking sorts it in. */
    private static boolean pending(TestDatabase db) {
        return (Boolean) db.value("select sum(gin_clean_pending_list(i.indexrelid)) > 0 from pg_index i"
                + " join pg_class c on c.oid = i.indexrelid join pg_am m on m.oid = c.relam"
                + " where i.indrelid = 'contacts'::regclass and m.amname = 'gin'");
    }

    private static boolean ownsTheIndex(TestDatabase db) throws SQLException {
        try (Connection c = db.dataSource().getConnection();
                ResultSet row = c.createStatement()
                        .executeQuery("select pg_has_role(relowner, 'USAGE') from pg_class"
                                + " where oid = 'contacts'::regclass")) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
