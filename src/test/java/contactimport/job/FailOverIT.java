package contactimport.job;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.Forwarder;
import contactimport.OwnServer;
import contactimport.PostgresExtension;
import contactimport.PostgresExtension.Fresh;
import contactimport.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The primary dies, and an asynchronous standby takes its place: read-only first, then promoted, and without the last chunks that
 * the primary had committed. Our positions go back, and so do the framework's tables, which its memory is ahead of.
 */
@ExtendWith(PostgresExtension.class)
class FailOverIT {

    private static final String POSITIONS = "select sum(position)::int from contact_import.partition";

    @TempDir
    Path dir;

    @Test
    void the_run_goes_on_where_the_promoted_standby_is(@Fresh TestDatabase reference) throws Exception {
        Disturbed disturbed = new Disturbed(reference, dir);
        try (OwnServer primary = OwnServer.start(Map.of());
                Forwarder replication = new Forwarder(primary.port());
                Forwarder clients = new Forwarder(primary.port())) {
            TestDatabase before = Disturbed.people(primary.newDatabase());
            before.close();
            primary.stop("fast");
            try (OwnServer standby = primary.copy(dir.resolve("standby"), freePort())) {
                standby.configure("primary_conninfo = 'host=localhost port=" + replication.port()
                        + " user=postgres application_name=standby'");
                Files.createFile(standby.data().resolve("standby.signal"));
                primary.start();
                standby.start();
                failOver(disturbed, before.name(), primary, standby, replication, clients);
            }
        }
    }

    private static void failOver(
            Disturbed disturbed,
            String name,
            OwnServer primary,
            OwnServer standby,
            Forwarder replication,
            Forwarder clients)
            throws Exception {
        try (TestDatabase old = OwnServer.database(name, primary.port());
                TestDatabase promoted = OwnServer.database(name, standby.port());
                TestDatabase seen = OwnServer.database(name, clients.port());
                Trial trial = disturbed.trial(seen).waiting(Duration.ofMinutes(5))) {
            Connection first = Moment.CHUNK_BEGINS.gate(old);
            Connection second = laterGate(old);
            Future<Importer.Result> running = disturbed.start(trial);
            untilIn(old, running, trial, Moment.REACHED);
            Object written = old.value("select pg_current_wal_lsn()::text");
            untilIn(promoted, running, trial, "pg_last_wal_replay_lsn() >= '" + written + "'");
            replication.lead(1);
            Disturbed.closeQuietly(first);
            untilIn(old, running, trial, Moment.REACHED.replace("4711", "4712"));
            int acknowledged = (Integer) old.value(POSITIONS);

            primary.kill();
            Disturbed.closeQuietly(second);
            clients.lead(standby.port());
            assertThat((Integer) promoted.value(POSITIONS)).isLessThan(acknowledged);
            while (!Files.readString(standby.log()).contains("in a read-only transaction")) {
                assertThat(running).as("%s", trial.told()).isNotDone();
            }
            standby.promote();
            disturbed.same(promoted, Trial.resultOf(running));
            assertThat((Integer) promoted.value("select epoch from contact_import.run"))
                    .isGreaterThan(1);
        }
    }

    /** Where the primary has committed some chunks more than at the first gate. */
    private static Connection laterGate(TestDatabase db) {
        db.sql("create function public.later() returns trigger language plpgsql as"
                + " $$ begin perform pg_advisory_xact_lock_shared(4712); return new; end $$");
        db.sql("create trigger later before update on contact_import.partition for each row"
                + " when (old.position >= 100 and new.position > old.position) execute function public.later()");
        Connection keeper = db.raw();
        Trial.execute(keeper, "select pg_advisory_lock(4712)");
        return keeper;
    }

    private static void untilIn(TestDatabase db, Future<?> running, Trial trial, String condition) {
        while (!(Boolean) db.value("select " + condition + " from pg_sleep(0.01)")) {
            if (running.isDone()) {
                throw new AssertionError(
                        "the import ended before " + condition + ": " + Trial.resultOf(running) + trial.told());
            }
        }
    }

    private static int freePort() throws Exception {
        try (var socket = new java.net.ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
