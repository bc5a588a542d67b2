package contactimport.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import contactimport.PostgresExtension;
import contactimport.PostgresExtension.Fresh;
import contactimport.TestDatabase;
import contactimport.store.DatabaseFault;
import contactimport.store.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several launches at once, one that was believed dead, and databases that are no place for a launch. */
@ExtendWith(PostgresExtension.class)
class LaunchesIT {

    private static final String COLUMNS = "contact_identifier,name";
    private static final List<String> LINES = lines("N");
    private static final String SECOND_CHUNK = "when (new.position > 10 and new.position <> old.position)";
    private static final String END_ITS_LOCKS = "select pg_terminate_backend(pid, 10000) from pg_stat_activity"
            + " where datname = current_database() and application_name ~ '^contact-import .*-'";

    @TempDir
    Path dir;

    @ParameterizedTest
    @ValueSource(strings = {"N", "M"})
    void of_two_launches_at_the_same_instant_one_works_and_the_other_says_who(String other, @Fresh TestDatabase db)
            throws Exception {
        Trial.people(db, 30);
        Connection keeper = Gates.on(db, "update on contact_import.partition", SECOND_CHUNK);
        try (Trial one = trial(db, "one");
                Trial two = trial(db, "two")) {
            Future<Importer.Result> first = one.start(COLUMNS, LINES);
            Future<Importer.Result> second = two.start(COLUMNS, lines(other));
            while (!first.isDone() && !second.isDone()) {
                Thread.onSpinWait();
            }
            Future<Importer.Result> loser = first.isDone() ? first : second;
            assertThatThrownBy(loser::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(Blocked.class)
                    .hasMessageContaining("is at work in the same accounts");
            keeper.close();
            Importer.Result result = Trial.resultOf(loser == first ? second : first);
            assertThat(result.exitCode()).isZero();
            assertThat(result.report().run().proof().tally().updated()).isEqualTo(30);
            assertThat(db.value("select count(*) from contact_import.run")).isEqualTo(1L);
        }
    }

    @Test
    void a_launch_that_waits_says_for_whom_and_gets_its_turn(@Fresh TestDatabase db) throws Exception {
        Trial.people(db, 30);
        Connection keeper = Gates.on(db, "update on contact_import.partition", SECOND_CHUNK);
        try (Trial one = trial(db, "one");
                Trial two = trial(db, "two").launching(new Launching(false, Launching.FOR_EVER, false, false))) {
            Future<Importer.Result> first = one.start(COLUMNS, LINES);
            one.untilItWaits(first);
            Future<Importer.Result> second = two.start(COLUMNS, lines("M"));
            while (two.told().isEmpty() && !second.isDone()) {
                Thread.onSpinWait();
            }
            String id = (String) db.value("select min(id) from contact_import.run where plan_done");
            assertThat(two.told()).containsExactly("waiting for run " + id);
            keeper.close();
            Importer.Result ended = Trial.resultOf(first);
            assertThat(ended.exitCode()).as(ended.trouble().toString()).isZero();
            assertThat(Trial.resultOf(second).exitCode()).isZero();
            assertThat(db.value("select count(*) from contacts where name like 'M%'"))
                    .isEqualTo(30L);
        }
    }

    @Test
    void a_lost_lock_connection_lets_go_of_everything_and_the_run_takes_its_locks_again(@Fresh TestDatabase db)
            throws Exception {
        Trial.people(db, 30);
        Connection keeper = Gates.on(db, "update on contact_import.partition", SECOND_CHUNK);
        try (Trial trial = trial(db, "one")) {
            Future<Importer.Result> running = trial.start(COLUMNS, LINES);
            trial.untilItWaits(running);
            db.sql(END_ITS_LOCKS);
            keeper.close();
            Importer.Result result = Trial.resultOf(running);
            assertThat(result.exitCode()).as(result.trouble().toString()).isZero();
            assertThat(trial.told()).anySatisfy(words -> assertThat(words).contains("locks is gone", "waiting up to"));
            assertThat(db.value("select epoch from contact_import.run"))
                    .as("a new launch")
                    .isEqualTo(2);
            assertThat(result.report().run().proof().tally().updated()).isEqualTo(30);
            assertThat(db.value("select count(*) from contacts where name like 'N%'"))
                    .isEqualTo(30L);
        }
    }

    @Test
    void a_zombie_that_comes_back_changes_nothing(@Fresh TestDatabase db) throws Exception {
        Trial.people(db, 30);
        try (Trial trial = trial(db, "one")) {
            Path file = trial.file(COLUMNS, LINES);
            String where = "insert on contact_import.batch_step_execution";
            Connection keeper = Gates.on(db, where, "when (new.step_name = 'merge')");
            try (OtherProcess zombie = OtherProcess.start(db, dir, "import", "--threads=1", file.toString())) {
                zombie.untilAtTheGate();
                zombie.signal("STOP");
                keeper.close();
                assertThatThrownBy(() -> trial.run(COLUMNS, LINES))
                        .as("it is not dead")
                        .isInstanceOf(Blocked.class);
                db.sql(END_ITS_LOCKS);
                Importer.Result result = trial.run(COLUMNS, LINES);
                assertThat(result.exitCode()).isZero();
                Map<String, Object> run =
                        db.sql("select * from contact_import.run").get(0);
                Object people =
                        db.value("select md5(string_agg(c::text || xmin::text, ',' order by id)) from contacts c");

                zombie.signal("CONT");
                assertThat(zombie.end()).isEqualTo(5);
                assertThat(db.sql("select * from contact_import.run").get(0).toString())
                        .isEqualTo(run.toString());
                assertThat(db.value("select md5(string_agg(c::text || xmin::text, ',' order by id)) from contacts c"))
                        .isEqualTo(people);
                assertThat(db.value("select count(*) from contact_import.ledger"))
                        .isEqualTo(30L);
            }
        }
    }

    @Test
    void a_publication_for_all_tables_is_refused_unless_it_is_allowed(@Fresh TestDatabase db) {
        Trial.people(db, 30);
        db.sql("create publication everything for all tables");
        try (Trial trial = trial(db, "one")) {
            assertThatThrownBy(() -> trial.run(COLUMNS, LINES))
                    .isInstanceOf(DatabaseFault.class)
                    .hasMessageContaining("everything")
                    .hasMessageContaining("--allow-publication");
            assertThat(db.sql("select from contact_import.run")).isEmpty();
            trial.launching(new Launching(false, java.time.Duration.ZERO, true, false));
            assertThat(trial.run(COLUMNS, LINES).exitCode()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_proxy_that_pools_transactions_is_refused(boolean joinedByAnother, @Fresh TestDatabase db)
            throws IOException, SQLException {
        Trial.people(db, 30);
        try (PoolingProxy proxy =
                        joinedByAnother ? PoolingProxy.before(db).joinedByAnother() : PoolingProxy.before(db);
                Trial trial = trial(db, "one")
                        .target(new Target(proxy.url(), db.target().user(), null, "a proxy"))) {
            assertThatThrownBy(() -> trial.run(COLUMNS, LINES))
                    .isInstanceOf(DatabaseFault.class)
                    .hasMessageContaining("pools transactions");
            assertThat(db.sql("select from contact_import.run")).isEmpty();
        }
    }

    private Trial trial(TestDatabase db, String name) {
        try {
            return Trial.of(db, Files.createDirectories(dir.resolve(name))).parallel(1, 1, 10);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> lines(String name) {
        return IntStream.rangeClosed(1, 30)
                .mapToObj(n -> "p-" + n + "," + name + n)
                .toList();
    }
}
