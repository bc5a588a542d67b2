package contactimport.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import contactimport.PostgresExtension;
import contactimport.PostgresExtension.Fresh;
import contactimport.TestDatabase;
import contactimport.store.StaleRunException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A line that gets lost in our own tables is found out: the run is never a success. */
@ExtendWith(PostgresExtension.class)
class TamperingIT {

    private static final List<String> LINES =
            IntStream.rangeClosed(1, 30).mapToObj(n -> "p-" + n + ",N" + n).toList();

    @TempDir
    Path dir;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from contact_import.staged_row where line = 16",
                "delete from contact_import.staged_row where line = (select max(line) from contact_import.staged_row)",
                "delete from contact_import.assignment where seq = 30",
                "delete from contact_import.assignment where seq = 11",
                "update contact_import.assignment set ordinal = 12 where ordinal = 13",
                "delete from contact_import.partition",
                "update contact_import.partition set position = 10",
                "update contact_import.partition set position = 30, status = 'done'",
            })
    void whoever_removes_or_skips_a_row_between_plan_and_merge_makes_the_run_fail(String change, @Fresh TestDatabase db)
            throws SQLException {
        Trial.people(db, 30);
        db.sql("create function public.tamper() returns trigger language plpgsql as $$ begin " + change
                + "; return null; end $$");
        // What is done the moment the plan is committed; the update of a partition must not call itself.
        db.sql("create constraint trigger tamper after update on contact_import.run deferrable initially deferred"
                + " for each row when (new.plan_done and not old.plan_done) execute function public.tamper()");
        try (Trial trial = Trial.of(db, dir).parallel(1, 1, 10)) {
            failed(trial.run("contact_identifier,name", LINES));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create trigger lose before insert on contact_import.ledger for each row when (new.line = 17)"
                        + " execute function public.lose()",
                "create trigger lose before update on contact_import.partition for each row"
                        + " when (new.decided > old.decided and new.decided = 20) execute function public.lose()",
            })
    void a_decision_that_is_not_written_down_makes_the_run_fail(String trigger, @Fresh TestDatabase db) {
        Trial.people(db, 30);
        db.sql("create function public.lose() returns trigger language plpgsql as $$ begin return null; end $$");
        db.sql(trigger);
        try (Trial trial = Trial.of(db, dir).parallel(1, 1, 10)) {
            failed(trial.run("contact_identifier,name", LINES));
        }
    }

    /** Without them, what was found to change nothing would be given back among the lines that failed. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from contact_import.idle_range",
                "delete from contact_import.idle_range where first = 1",
                "update contact_import.idle_range set last = last + 1 where first = 1",
                "update contact_import.idle_range set last = last - 1 where first = 1",
            })
    void whoever_changes_which_lines_change_nothing_makes_a_run_that_stops_fail(String change, @Fresh TestDatabase db) {
        Trial.people(db, 6);
        db.sql("update contacts set name = 'N' || (id - 1000) where id <> 1004");
        db.refuse("update on contacts", "");
        // The second is rejected before it is staged, the fourth fails, and all others change nothing.
        List<String> lines = List.of("p-1,N1,", "p-2,N2,no address", "p-3,N3,", "p-4,new,", "p-5,N5,", "p-6,N6,");
        try (Trial trial = Trial.of(db, dir)) {
            Importer.Result stopped = trial.run("contact_identifier,name,email", lines);
            assertThat(stopped.exitCode()).isEqualTo(5);
            assertThat(stopped.report().run().proof().violations()).isEmpty();
            assertThat(db.sql(change)).isNotNull();
            failed(trial.run("contact_identifier,name,email", lines));
        }
    }

    @Test
    void a_later_launch_fences_this_one_off_before_its_next_chunk(@Fresh TestDatabase db) throws SQLException {
        Trial.people(db, 30);
        try (Connection other = db.raw();
                Connection agent = db.raw();
                Trial trial = Trial.of(db, dir).parallel(1, 1, 10)) {
            Trial.begin(agent, "update contacts set company_id = 7 where id = 1015");
            Future<Importer.Result> running = trial.start("contact_identifier,name", LINES);
            trial.untilItWaits(running);
            Trial.execute(other, "update contact_import.run set epoch = epoch + 1");
            Trial.commit(agent);
            // The chunk that had begun is committed; the next one is not begun.
            assertThatThrownBy(() -> Trial.resultOf(running))
                    .hasRootCauseInstanceOf(StaleRunException.class)
                    .hasMessageContaining("run over; this one has changed nothing");
            assertThat(db.value("select count(*) from contacts where name like 'N%'"))
                    .isEqualTo(20L);
        }
    }

    private static void failed(Importer.Result result) {
        assertThat(result.report().run().status()).isEqualTo("failed");
        assertThat(result.exitCode()).isEqualTo(1);
    }
}
