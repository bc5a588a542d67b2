package contactimport.job;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.PostgresExtension;
import contactimport.PostgresExtension.Fresh;
import contactimport.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(PostgresExtension.class)
class BulkIT {

    @TempDir
    Path dir;

    /** As an autovacuum does, which takes its time: here a hundredth of a second for each of 40,000 entries, until it is called off. */
    @Test
    void a_run_is_done_also_if_somebody_else_is_sorting_in_what_is_pending(@Fresh TestDatabase db) throws SQLException {
        Trial.people(db, 2);
        db.sql("create index pending on contacts using gin (custom_attributes)");
        db.sql("alter table contacts set (autovacuum_enabled = false)");
        db.sql(
                "update contacts set custom_attributes = (select jsonb_object_agg('key' || n, n) from generate_series(1, 20000) n)"
                        + " where id = 1002");
        try (Connection vacuum = db.raw();
                Trial trial = Trial.of(db, dir).effort(new Effort(true, 0)).lockTimeout(Duration.ofMillis(100))) {
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
}
