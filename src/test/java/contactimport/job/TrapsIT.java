package contactimport.job;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.PostgresExtension;
import contactimport.PostgresExtension.Fresh;
import contactimport.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The traps of the framework that can be provoked and are nobody's outage: the run ends with exit 5, and the same import again
 * comes to what an undisturbed one comes to. {@link TrapsTest} has the others.
 */
@ExtendWith(PostgresExtension.class)
class TrapsIT {

    @TempDir
    static Path dir;

    private static Disturbed disturbed;

    @BeforeAll
    static void undisturbed(@Fresh TestDatabase reference) {
        disturbed = new Disturbed(reference, dir);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Refuses at the commit itself, behind everything that a chunk writes.
                "create constraint trigger trap after update on contact_import.partition deferrable initially deferred"
                        + " for each row when (old.position > 0) execute function public.refuse()",
                // Refuses while the framework creates the partitions' executions.
                "create trigger trap before insert on contact_import.batch_step_execution for each row"
                        + " when (new.step_name like 'merge-partition:%7') execute function public.refuse()",
                // Refuses to say that a step is over.
                "create trigger trap before update on contact_import.batch_step_execution for each row"
                        + " when (new.step_name = 'plan' and new.end_time is not null) execute function public.refuse()",
            })
    void what_fails_at_a_commit_or_in_the_frameworks_tables_loses_nothing(String trap, @Fresh TestDatabase db) {
        Disturbed.people(db);
        db.sql("create function public.refuse() returns trigger language plpgsql as"
                + " $$ begin raise exception 'trap'; end $$");
        db.sql(trap);
        try (Trial trial = disturbed.trial(db)) {
            assertThat(exitOf(trial)).isEqualTo(Verdict.PART_WAY);
            db.sql("drop function public.refuse() cascade");
            disturbed.same(db, disturbed.run(trial));
        }
    }

    /** Each launch gets a chunk further in every partition before its memory is ahead of the framework's tables again. */
    @Test
    void the_frameworks_memory_that_is_ahead_of_its_tables_is_overcome(@Fresh TestDatabase db) {
        Disturbed.people(db);
        db.sql("create function public.refuse() returns trigger language plpgsql as"
                + " $$ begin raise exception 'trap'; end $$");
        db.sql("create constraint trigger trap after update on contact_import.batch_step_execution deferrable initially"
                + " deferred for each row when (new.commit_count > 1) execute function public.refuse()");
        try (Trial trial = disturbed.trial(db)) {
            disturbed.same(db, disturbed.run(trial));
        }
    }

    @Test
    void a_read_that_fails_skips_no_row(@Fresh TestDatabase db) throws Exception {
        Disturbed.people(db);
        try (Connection keeper = Moment.CHUNK_BEGINS.gate(db);
                Trial trial = disturbed.trial(db)) {
            Future<Importer.Result> running = disturbed.start(trial);
            trial.until(running, Moment.REACHED);
            db.sql(
                    "create table public.kept as select ordinal, patch from contact_import.staged_row where line = 1802");
            db.sql("update contact_import.staged_row set patch = '[]' where line = 1802");
            keeper.close();
            Importer.Result result = Trial.resultOf(running);
            assertThat(result.exitCode()).isIn(Verdict.PART_WAY, Verdict.OUR_FAULT);
            assertThat(result.report().run().proof().tally().failed()).isPositive();
            db.sql(
                    "update contact_import.staged_row s set patch = k.patch from public.kept k where s.ordinal = k.ordinal");
            disturbed.same(db, disturbed.run(trial));
        }
    }

    @Test
    void locks_that_are_lost_are_taken_again(@Fresh TestDatabase db) throws Exception {
        disturbed.at(
                Moment.CHUNK_BEGINS,
                db,
                () -> db.sql("select pg_terminate_backend(pid) from pg_stat_activity"
                        + " where datname = current_database() and application_name like 'contact-import 2%'"));
    }

    private static int exitOf(Trial trial) {
        try {
            return disturbed.run(trial).exitCode();
        } catch (PartWay e) {
            return Verdict.PART_WAY;
        }
    }
}
