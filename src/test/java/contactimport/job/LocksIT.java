package contactimport.job;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.PostgresExtension;
import contactimport.PostgresExtension.Fresh;
import contactimport.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Somebody else holds what the import needs: for a while, for ever, or crosswise. */
@ExtendWith(PostgresExtension.class)
class LocksIT {

    private static final Duration SHORT = Duration.ofMillis(150);

    @TempDir
    Path dir;

    @Test
    void a_row_that_is_let_go_after_the_first_lock_timeout_is_written(@Fresh TestDatabase db) throws SQLException {
        Trial.people(db, 3);
        try (Connection agent = db.raw();
                Trial trial = Trial.of(db, dir)) {
            Trial.begin(agent, "update contacts set name = 'by the agent', company_id = 7 where id = 1002");
            trial.lockTimeout(SHORT).attempts(5, attempt -> Trial.commit(agent));
            Importer.Result result = trial.run("contact_identifier,name", List.of("p-1,A", "p-2,B", "p-3,C"));

            assertThat(result.exitCode()).isZero();
            assertThat(result.report().run().proof().tally().updated()).isEqualTo(3);
            assertThat(db.value("select name from contacts where id = 1002")).isEqualTo("B");
            assertThat(db.value("select company_id from contacts where id = 1002"))
                    .isEqualTo(7L);
            assertThat(db.value("select before ->> 'name' from contact_import.ledger where line = 3"))
                    .isEqualTo("by the agent");
        }
    }

    @Test
    void a_row_that_is_never_let_go_stops_its_own_group_only(@Fresh TestDatabase db) throws SQLException {
        Trial.people(db, 40);
        List<String> lines = IntStream.rangeClosed(1, 40)
                .mapToObj(n -> "p-" + n + ",N" + n + ",")
                .toList();
        List<String> file = new ArrayList<>(lines);
        file.add("p-17,again,");
        file.add("p-18,again,");
        try (Connection agent = db.raw();
                Trial trial = Trial.of(db, dir)) {
            Trial.begin(agent, "update contacts set company_id = 7 where id = 1017");
            trial.lockTimeout(SHORT).attempts(2, attempt -> {});
            Importer.Result result = trial.run("contact_identifier,name,email", file);
            Trial.commit(agent);

            var run = result.report().run();
            assertThat(run.proof().violations()).isEmpty();
            assertThat(run.exitCode()).isEqualTo(5);
            assertThat(run.status()).isEqualTo("failed");
            assertThat(run.proof().tally().updated()).isEqualTo(40);
            assertThat(run.proof().tally().failed()).isEqualTo(2);
            assertThat(db.sql("select error from contact_import.set_aside"))
                    .singleElement()
                    .satisfies(row -> assertThat((String) row.get("error")).contains("55P03", "line 18"));
            // For whoever asks what failed: the group's first and last undecided line, the cause, and how often it was
            // tried.
            assertThat(db.sql("select sqlstate, attempts, from_line, to_line from contact_import.set_aside"))
                    .containsExactly(Map.of("sqlstate", "55P03", "attempts", 2, "from_line", 18L, "to_line", 42L));
            assertThat(db.value("select name from contacts where id = 1017")).isEqualTo("Person 17");
            assertThat(db.value("select name from contacts where id = 1018")).isEqualTo("again");
            assertThat(db.value("select status from contact_import.partition")).isEqualTo("failed");
        }
    }

    @Test
    void many_rows_that_are_never_let_go_do_not_each_cost_what_the_first_one_costs(@Fresh TestDatabase db)
            throws SQLException {
        Trial.people(db, 60);
        List<String> lines =
                IntStream.rangeClosed(1, 60).mapToObj(n -> "p-" + n + ",N" + n).toList();
        AtomicInteger pauses = new AtomicInteger();
        try (Connection agent = db.raw();
                Trial trial = Trial.of(db, dir)) {
            Trial.begin(agent, "update contacts set company_id = 7 where id in (1003, 1017, 1025, 1033, 1048, 1060)");
            trial.lockTimeout(SHORT).attempts(5, attempt -> pauses.incrementAndGet());
            Importer.Result result = trial.run("contact_identifier,name", lines);
            Trial.commit(agent);

            assertThat(result.report().run().proof().violations()).isEmpty();
            assertThat(result.report().run().proof().tally().updated()).isEqualTo(54);
            assertThat(result.report().run().proof().tally().failed()).isEqualTo(6);
            // The chunk and the first group four times each, three more groups once, the others never.
            assertThat(pauses).hasValueLessThanOrEqualTo(4 + 4 + 3 * 2);
        }
    }

    @Test
    void later_rows_of_a_group_that_was_set_aside_do_not_overtake_it(@Fresh TestDatabase db) throws SQLException {
        Trial.people(db, 4);
        try (Connection agent = db.raw();
                Trial trial = Trial.of(db, dir).parallel(1, 1, 1)) {
            Trial.begin(agent, "update contacts set company_id = 7 where id = 1002");
            // The agent goes on working while the import is still at it: the second line must not slip in.
            trial.lockTimeout(SHORT).attempts(1, attempt -> {});
            db.sql("create function public.let_go() returns trigger language plpgsql security definer as $$ begin"
                    + " perform pg_terminate_backend(pid) from pg_stat_activity where application_name = 'agent'"
                    + " and datname = current_database(); return null; end $$");
            db.sql("create trigger let_go after insert on contact_import.set_aside execute function public.let_go()");
            Trial.execute(agent, "set application_name = 'agent'");
            Importer.Result result =
                    trial.run("contact_identifier,name", List.of("p-1,A", "p-2,B", "p-2,C", "p-2,D", "p-3,E", "p-4,F"));

            assertThat(result.report().run().proof().violations()).isEmpty();
            assertThat(result.report().run().proof().tally().failed()).isEqualTo(3);
            assertThat(Trial.outcomes(db, result)).isEqualTo(Map.of(2L, "updated", 6L, "updated", 7L, "updated"));
            assertThat(result.exitCode()).isEqualTo(5);
        }
    }

    @Test
    void a_connection_that_is_cut_costs_nothing_but_the_chunk(@Fresh TestDatabase db) throws SQLException {
        Trial.people(db, 30);
        List<String> lines =
                IntStream.rangeClosed(1, 30).mapToObj(n -> "p-" + n + ",N" + n).toList();
        try (Connection agent = db.raw();
                Trial trial = Trial.of(db, dir).parallel(1, 1, 10)) {
            Trial.begin(agent, "update contacts set company_id = 7 where id = 1015");
            Future<Importer.Result> running = trial.start("contact_identifier,name", lines);
            trial.untilItWaits(running);
            Trial.execute(
                    agent,
                    "select pg_terminate_backend(pid) from pg_stat_activity where wait_event_type = 'Lock'"
                            + " and datname = current_database() and application_name = 'contact-import'");
            Trial.commit(agent);
            Importer.Result result = Trial.resultOf(running);

            var run = result.report().run();
            assertThat(run.proof().violations()).isEmpty();
            assertThat(run.proof().tally().rejected()).isZero();
            assertThat(run.proof().tally().updated() + run.proof().tally().failed())
                    .isEqualTo(30);
            assertThat(db.value("select count(*) from contacts where name like 'N%'"))
                    .isEqualTo(run.proof().tally().updated());
            assertThat(result.exitCode()).isEqualTo(run.proof().tally().failed() == 0 ? 0 : 5);
        }
    }

    @Test
    void the_loser_of_a_deadlock_is_the_import_and_it_tries_again(@Fresh TestDatabase db) throws SQLException {
        Trial.people(db, 3);
        oursIsTheVictim(db);
        try (Connection agent = db.raw();
                Trial trial = Trial.of(db, dir)) {
            Trial.begin(
                    agent, "set local deadlock_timeout = '5min'; update contacts set company_id = 3 where id = 1003");
            Future<Importer.Result> running =
                    trial.start("contact_identifier,name", List.of("p-1,A", "p-2,B", "p-3,C"));
            trial.untilItWaits(running);
            Trial.execute(agent, "update contacts set company_id = 1 where id = 1001");
            Trial.commit(agent);

            assertThat(Trial.resultOf(running).exitCode()).isZero();
            assertThat(db.sql("select name, company_id from contacts where id > 1000 order by id"))
                    .containsExactly(person("A", 1L), person("B", null), person("C", 3L));
        }
    }

    @Test
    void the_import_never_waits_for_one_group_with_the_written_rows_of_another(@Fresh TestDatabase db)
            throws SQLException {
        Trial.people(db, 8);
        List<String> lines =
                IntStream.rangeClosed(1, 8).mapToObj(n -> "p-" + n + ",N" + n).toList();
        try (Connection agent = db.raw();
                Connection other = db.raw();
                Trial trial = Trial.of(db, dir)) {
            Trial.begin(agent, "update contacts set company_id = 7 where id = 1007");
            Trial.execute(other, "set lock_timeout = '100ms'");
            // While the import pauses between two attempts, nobody has to wait for it.
            trial.lockTimeout(SHORT)
                    .attempts(
                            2,
                            attempt -> Trial.execute(
                                    other,
                                    "update contacts set company_id = coalesce(company_id, 0) + 1"
                                            + " where id > 1000 and id <> 1007"));
            Importer.Result result = trial.run("contact_identifier,name", lines);

            assertThat(result.report().run().proof().violations()).isEmpty();
            assertThat(result.report().run().proof().tally().updated()).isEqualTo(7);
            assertThat(result.exitCode()).isEqualTo(5);
        }
    }

    private static Map<String, Object> person(String name, Long company) {
        Map<String, Object> person = new HashMap<>();
        person.put("name", name);
        person.put("company_id", company);
        return person;
    }

    /** The session that has waited for the deadlock_timeout looks for a deadlock, and is its victim if there is one. */
    private static void oursIsTheVictim(TestDatabase db) {
        db.sql("alter database " + db.name() + " set deadlock_timeout = '3s'");
    }
}
