package contactimport.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import contactimport.OwnServer;
import contactimport.PostgresExtension;
import contactimport.PostgresExtension.Fresh;
import contactimport.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole server goes away under a running import, and comes back: soon, or too late. */
@ExtendWith(PostgresExtension.class)
class ServerDownIT {

    @TempDir
    static Path dir;

    private static Disturbed disturbed;
    private static OwnServer server;

    @BeforeAll
    static void undisturbed(@Fresh TestDatabase reference) throws Exception {
        disturbed = new Disturbed(reference, dir);
        server = OwnServer.start(Map.of());
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "STAGE_COPIES, immediate",
        "CHUNK_BEGINS, fast",
        "CHUNK_COMMITS, immediate",
        "RUN_IS_FINISHED, fast",
    })
    void the_run_waits_for_a_server_that_is_stopped_and_goes_on_by_itself(Moment moment, String mode) throws Exception {
        try (TestDatabase db = server.newDatabase()) {
            disturbed.at(moment, db, () -> {
                server.stop(mode);
                server.start();
            });
        }
    }

    @Test
    void a_server_that_stays_away_ends_the_run_with_exit_5_and_the_next_import_goes_on() throws Exception {
        try (TestDatabase db = server.newDatabase()) {
            Disturbed.people(db);
            try (Connection keeper = Moment.CHUNK_BEGINS.gate(db);
                    Trial trial = disturbed.trial(db).waiting(Duration.ofSeconds(1))) {
                Future<Importer.Result> running = disturbed.start(trial);
                trial.until(running, Moment.REACHED);
                server.kill();
                assertThatThrownBy(() -> Trial.resultOf(running))
                        .hasRootCauseInstanceOf(java.io.IOException.class)
                        .cause()
                        .isInstanceOf(PartWay.class)
                        .hasMessageContainingAll("run 2", "the database went away", "contact-import");
                Disturbed.closeQuietly(keeper);
                server.start();
                assertThat(db.value("select status from contact_import.run")).isEqualTo("running");
                disturbed.same(db, disturbed.run(trial));
            }
        }
    }
}
