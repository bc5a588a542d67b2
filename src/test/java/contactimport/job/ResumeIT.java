package contactimport.job;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.PostgresExtension;
import contactimport.PostgresExtension.Fresh;
import contactimport.TestDatabase;
import contactimport.store.Accounting.Tally;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same import again after an interruption goes on where that was; nothing is lost and nothing applied twice. */
@ExtendWith(PostgresExtension.class)
class ResumeIT {

    private static final List<String> LINES =
            IntStream.rangeClosed(1, 30).mapToObj(n -> "p-" + n + ",N" + n).toList();

    @TempDir
    Path dir;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            stage  | update on contact_import.run       | when (new.records > old.records)         | 0  | at line 1
            plan   | insert on contact_import.partition |                                          | 0  | at line 2
            merge  | update on contact_import.partition | when (new.position > old.position and new.part = 7) | -1 | at line
            report | update on contact_import.run       | when (new.status <> old.status)          | 30 | : only its report
            """)
    void killed_in_any_step_it_is_resumed_by_the_same_command(
            String step, String where, String when, int done, String said, @Fresh TestDatabase db) throws SQLException {
        Trial.people(db, 30);
        db.sql("alter table contacts add column writes int default 0");
        db.sql("create function public.count_writes() returns trigger language plpgsql as"
                + " $$ begin new.writes = old.writes + 1; return new; end $$");
        db.sql("create trigger w before update on contacts for each row execute function public.count_writes()");
        try (Trial trial = Trial.of(db, dir).parallel(1, 1, 10)) {
            Path file = trial.file("contact_identifier,name", LINES);
            try (Connection keeper = Gates.on(db, where, when == null ? "" : when);
                    OtherProcess other =
                            OtherProcess.start(db, dir, "import", "--threads=1", "--chunk=10", file.toString())) {
                other.untilAtTheGate();
                other.kill();
            }
            Gates.remove(db, where);
            assertThat(db.value("select status from contact_import.run"))
                    .as(step)
                    .isEqualTo("running");
            // Which partition comes first is nobody's business.
            long committed = (Long) db.value("select count(*) from contact_import.ledger");
            assertThat(db.value("select count(*) from contacts where name like 'N%'"))
                    .isEqualTo(done < 0 ? committed : (long) done);

            Importer.Result result = trial.run("contact_identifier,name", LINES);
            assertThat(trial.told())
                    .singleElement()
                    .asString()
                    .contains("resuming run ")
                    .contains(said);
            assertThat(result.report().run().proof().violations()).isEmpty();
            assertThat(result.exitCode()).isZero();
            assertThat(result.report().run().proof().tally().updated()).isEqualTo(30);
            assertThat(db.value("select count(*) from contacts where name = 'N' || (id - 1000) and writes = 1"))
                    .isEqualTo(30L);
            assertThat(db.sql("select status, epoch, (select count(*) from contact_import.ledger) as entries,"
                            + " (select count(*) from contact_import.staged_row) as staged from contact_import.run"))
                    .containsExactly(Map.of("status", "completed", "epoch", 2, "entries", 30L, "staged", 0L));
            assertThat(result.report().directory().resolve("summary.json")).exists();
        }
    }

    @Test
    void lines_that_change_nothing_are_decided_although_others_are_not(@Fresh TestDatabase db)
            throws SQLException, java.io.IOException {
        Trial.people(db, 6);
        db.sql("update contacts set name = 'N' || (id - 1000) where id <> 1004");
        List<String> lines = List.of("p-1,N1", "p-2,N2", "p-9,N9", "p-3,N3", "p-4,new", "p-5,N5", "p-6,N6");
        try (Connection agent = db.raw();
                Trial trial = Trial.of(db, dir).parallel(1, 1, 2)) {
            Trial.begin(agent, "update contacts set company_id = 7 where id = 1004");
            trial.lockTimeout(Duration.ofMillis(150)).attempts(1, attempt -> {});
            Importer.Result stopped = trial.run("contact_identifier,name", lines);
            assertThat(stopped.report().run().proof().violations()).isEmpty();
            assertThat(stopped.report().run().proof().tally()).isEqualTo(new Tally(7, 0, 0, 0, 5, 1, 1));
            assertThat(Files.readAllLines(stopped.report().directory().resolve("failed.csv")))
                    .hasSize(2)
                    .last()
                    .asString()
                    .contains(",p-4,new,");
            assertThat(db.sql("select first, last from contact_import.idle_range order by first"))
                    .hasSize(3);
            Trial.commit(agent);
            Importer.Result result = trial.run("contact_identifier,name", lines);
            assertThat(result.report().run().proof().tally()).isEqualTo(new Tally(7, 1, 0, 0, 5, 1, 0));
            assertThat(db.sql("select from contact_import.idle_range")).isEmpty();
        }
    }

    @Test
    void a_group_that_was_set_aside_comes_first_and_in_its_order(@Fresh TestDatabase db) throws SQLException {
        Trial.people(db, 4);
        List<String> lines = List.of("p-1,A", "p-2,B", "p-2,C", "p-3,E", "p-2,D", "p-4,F");
        try (Connection agent = db.raw();
                Trial trial = Trial.of(db, dir).parallel(1, 1, 2)) {
            Trial.begin(agent, "update contacts set company_id = 7 where id = 1002");
            trial.lockTimeout(Duration.ofMillis(150)).attempts(1, attempt -> {});
            Importer.Result stopped = trial.run("contact_identifier,name", lines);
            assertThat(stopped.exitCode()).isEqualTo(5);
            assertThat(stopped.report().run().resumable()).isTrue();
            assertThat(stopped.report().run().proof().tally().failed()).isEqualTo(3);
            Importer.Result again = trial.run("contact_identifier,name", lines);
            assertThat(again.report().run().proof().violations()).isEmpty();
            assertThat(again.exitCode()).isEqualTo(5);
            Trial.commit(agent);

            Importer.Result result = trial.run("contact_identifier,name", lines);
            assertThat(result.report().run().proof().violations()).isEmpty();
            assertThat(result.exitCode()).isZero();
            assertThat(result.report().run().id())
                    .isEqualTo(stopped.report().run().id());
            assertThat(trial.told()).last().asString().contains("at line 3");
            assertThat(db.value("select name from contacts where id = 1002")).isEqualTo("D");
            assertThat(db.sql("select line, after ->> 'name' as name from contact_import.ledger"
                            + " where contact_id = 1002 order by line"))
                    .extracting(row -> row.get("name"))
                    .containsExactly("B", "C", "D");
            assertThat(db.sql("select status, error from contact_import.partition"))
                    .allSatisfy(row -> assertThat(row.get("status")).isEqualTo("done"));
            assertThat(Files.exists(result.report().directory().resolve("failed.csv")))
                    .isFalse();
        }
    }
}
