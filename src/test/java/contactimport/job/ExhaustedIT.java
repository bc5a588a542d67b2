package contactimport.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import contactimport.OwnServer;
import contactimport.PostgresExtension;
import contactimport.PostgresExtension.Fresh;
import contactimport.TestDatabase;
import contactimport.store.Schema;
import contactimport.store.Schemas;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Map;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The database has run out of something for a while: the run waits, and goes on by itself. */
@ExtendWith(PostgresExtension.class)
class ExhaustedIT {

    @TempDir
    static Path dir;

    private static Disturbed disturbed;

    @BeforeAll
    static void undisturbed(@Fresh TestDatabase reference) {
        disturbed = new Disturbed(reference, dir);
    }

    @Test
    void no_connection_left(@Fresh TestDatabase db) throws Exception {
        Disturbed.people(db);
        String role = "clerk_of_" + db.name();
        db.sql("create role " + role + " login; grant usage on schema public to " + role
                + "; grant all on all tables in schema public to " + role
                + "; grant all on all sequences in schema public to " + role);
        Schema.grant(db.ownerDataSource(), Schemas.DEFAULT, role);
        try (Connection keeper = Moment.CHUNK_BEGINS.gate(db);
                Trial trial = disturbed.trial(db).as(role)) {
            Future<Importer.Result> running = disturbed.start(trial);
            trial.until(running, Moment.REACHED);
            db.sql("alter role " + role + " connection limit 0");
            db.sql("select pg_terminate_backend(pid) from pg_stat_activity where usename = '" + role + "'");
            untilTold(running, trial);
            db.sql("alter role " + role + " connection limit -1");
            keeper.close();
            disturbed.same(db, Trial.resultOf(running));
        } finally {
            db.sql("drop owned by " + role + "; drop role " + role);
        }
    }

    @Test
    void a_statement_that_takes_too_long(@Fresh TestDatabase db) throws Exception {
        Disturbed.people(db);
        // A sequence remembers what a transaction that is rolled back forgets: once only.
        db.sql(
                "create sequence public.slow; grant usage on sequence public.slow to public; create function public.slow() returns trigger language plpgsql as $$ begin"
                        + " if nextval('public.slow') = 1 then perform set_config('statement_timeout', '1ms', true); end if;"
                        + " return new; end $$");
        db.sql(
                "create trigger slow before update on contact_import.partition for each row when (old.position > 0 and new.position > old.position)"
                        + " execute function public.slow()");
        db.sql(
                "create function public.dawdle() returns trigger language plpgsql as $$ begin"
                        + " if current_setting('statement_timeout') = '1ms' then perform pg_sleep(60); end if; return new; end $$");
        db.sql(
                "create trigger dawdle before insert on contact_import.ledger for each row execute function public.dawdle()");
        try (Trial trial = disturbed.trial(db)) {
            disturbed.same(db, disturbed.run(trial));
            assertThat(trial.told()).anySatisfy(t -> assertThat(t).contains("57014", "merge, lines", "waiting up to"));
        }
    }

    @Test
    void no_space_left_in_the_tablespace() throws Exception {
        Path disk = Files.createDirectory(dir.resolve("disk"));
        try (OwnServer server = OwnServer.start(Map.of())) {
            server.stop("fast");
            server.mount(disk, 40);
            assumeTrue(starts(server), "no namespace in which a small disk could be mounted");
            TestDatabase db = server.newDatabase();
            try (Connection admin =
                    OwnServer.database("postgres", server.port()).raw()) {
                Trial.execute(admin, "create tablespace small location '" + disk + "'");
                Trial.execute(admin, "alter database " + db.name() + " set tablespace small");
            }
            Disturbed.people(db);
            try (Connection keeper = Moment.CHUNK_BEGINS.gate(db);
                    Trial trial = disturbed.trial(db)) {
                Future<Importer.Result> running = disturbed.start(trial);
                trial.until(running, Moment.REACHED);
                fill(db);
                keeper.close();
                untilTold(running, trial);
                assertThat(trial.told()).anySatisfy(t -> assertThat(t).contains("53100"));
                db.sql("drop table public.filler_of_the_disk");
                disturbed.same(db, Trial.resultOf(running));
            }
            db.close();
        }
    }

    private static boolean starts(OwnServer server) throws Exception {
        try {
            server.start();
            return true;
        } catch (java.io.IOException e) {
            return false;
        }
    }

    /** Until not even a page is left. */
    private static void fill(TestDatabase db) {
        db.sql("create table public.filler_of_the_disk (filler text)");
        db.sql("alter table public.filler_of_the_disk alter filler set storage plain");
        for (int rows = 4_096; rows > 0; ) {
            try {
                db.sql("insert into public.filler_of_the_disk select repeat('x', 7000) from generate_series(1, " + rows
                        + ")");
            } catch (IllegalStateException e) {
                rows /= 2;
            }
        }
    }

    private static void untilTold(Future<?> running, Trial trial) {
        while (trial.told().stream().noneMatch(t -> t.contains("waiting up to"))) {
            if (running.isDone()) {
                throw new AssertionError("it ended without having waited: " + Trial.resultOf(running));
            }
            Thread.onSpinWait();
        }
    }
}
