package contactimport.job;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.PostgresExtension;
import contactimport.PostgresExtension.Fresh;
import contactimport.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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

    /** As an autovacuum does, which takes its time: here a hundredth of a second for each of 40,000 entries, until it is called off. */
    @Test
    void a_run_is_done_also_if_somebody_else_is_sorting_in_what_is_pending(@Fresh TestDatabase db) throws SQLException {
        Trial.people(db, 2);
        db.sql(ALONE);
        db.sql("create index pending on contacts using gin (custom_attributes)");
        db.sql("update contacts set custom_attributes ="
                + " (select jsonb_object_agg('key' || n, n) from generate_series(1, 20000) n) where id = 1002");
        try (Connection vacuum = db.raw();
                Trial trial = Trial.of(db, dir).effort(BULK).lockTimeout(Duration.ofMillis(100))) {
            Trial.execute(vacuum, "set vacuum_cost_delay = '10ms'; set vacuum_cost_limit = 1");
            CompletableFuture<Void> vacuuming =
                    CompletableFuture.runAsync(() -> Trial.execute(vacuum, "vacuum contacts"));
            trial.until(vacuuming, """
                    exists (select from pg_locks where locktype = 'page' and relation = 'pending'::regclass and granted)""");

            Importer.Result result = trial.run("contact_identifier,name", List.of("p-1,New"));
            boolean wasStillVacuuming = !vacuuming.isDone();
            db.sql("select pg_cancel_backend(pid) from pg_stat_activity where query = 'vacuum contacts'");
            vacuuming.exceptionally(e -> null).join();

            assertThat(wasStillVacuuming).isTrue();
            assertThat(result.trouble()).isEmpty();
            assertThat(result.report().run().status()).isEqualTo("completed");
        }
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
