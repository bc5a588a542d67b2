package contactimport.job;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.PostgresExtension;
import contactimport.PostgresExtension.Fresh;
import contactimport.TestDatabase;
import contactimport.contact.Rules;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code --max-rejects}: known to be too many before the first merge, or found out while contacts are being changed. */
@ExtendWith(PostgresExtension.class)
class MaxRejectsIT {

    @TempDir
    Path dir;

    @Test
    void rejects_of_the_stage_and_lines_that_lead_to_nobody_end_the_run_before_a_contact_is_changed(
            @Fresh TestDatabase db) {
        Trial.people(db, 4);
        List<String> lines = List.of("p-1,A,a@x", "p-2,B,no address", "nobody-1,C,", "nobody-2,D,", "p-3,E,");
        try (Trial trial = Trial.of(db, dir).maxRejects(Allowance.parse("2"))) {
            Importer.Result result = trial.run("contact_identifier,name,email", lines);
            assertThat(result.exitCode()).isEqualTo(4);
            assertThat(result.report().run().status()).isEqualTo("guarded");
            assertThat(result.trouble())
                    .singleElement()
                    .asString()
                    .contains("of 5 lines 1 are rejected and 2 more find no contact");
            var tally = result.report().run().proof().tally();
            assertThat(List.of(tally.read(), tally.rejected(), tally.failed())).containsExactly(5L, 1L, 4L);
        }
        assertThat(db.value("select count(*) from contacts where name in ('A', 'E')"))
                .isEqualTo(0L);
        assertThat(db.value("select count(*) from contact_import.staged_row")).isEqualTo(0L);
        try (Trial trial = Trial.of(db, dir).maxRejects(Allowance.parse("60%"))) {
            assertThat(trial.run("contact_identifier,name,email", lines).exitCode())
                    .isEqualTo(3);
        }
    }

    /** In a nightly file nearly every line changes nothing, which is known before the first merge, too. */
    @Test
    void lines_that_change_nothing_do_not_make_it_a_run_that_is_part_way(@Fresh TestDatabase db) {
        Trial.people(db, 4);
        db.sql("update contacts set name = 'A' where id = 1001");
        List<String> lines = List.of("p-1,A", "nobody-1,C", "nobody-2,D", "p-3,E");
        try (Trial trial = Trial.of(db, dir).maxRejects(Allowance.parse("1"))) {
            Importer.Result result = trial.run("contact_identifier,name", lines);
            assertThat(result.exitCode()).isEqualTo(4);
            assertThat(result.report().run().status()).isEqualTo("guarded");
            var tally = result.report().run().proof().tally();
            assertThat(List.of(tally.read(), tally.unchanged(), tally.failed())).containsExactly(4L, 1L, 3L);
        }
        assertThat(db.value("select count(*) from contacts where name = 'E'")).isEqualTo(0L);
    }

    @Test
    void lines_that_find_nobody_do_not_count_where_they_create_somebody(@Fresh TestDatabase db) {
        Trial.people(db, 1);
        try (Trial trial = Trial.of(db, dir)
                .rules(Rules.Mode.UPSERT, Rules.OnConflict.REJECT)
                .maxRejects(Allowance.NONE)) {
            Importer.Result result =
                    trial.run("contact_identifier,name", List.of("a-long-source-id-0001,A", "a-long-source-id-0002,B"));
            assertThat(result.exitCode()).isZero();
            assertThat(result.report().run().proof().tally().created()).isEqualTo(2);
        }
    }

    @Test
    void rejects_that_only_the_merge_finds_end_the_run_at_the_next_border_and_what_was_applied_stays(
            @Fresh TestDatabase db) {
        Trial.people(db, 40);
        db.sql("update contacts set email = 'taken@x.example' where id = 1040");
        List<String> lines = new ArrayList<>();
        // One group, so that the file is merged in its order: lines 2 to 21 each ask for an address that is taken.
        IntStream.rangeClosed(1, 20).forEach(n -> lines.add("p-" + n + ",N" + n + ",taken@x.example"));
        IntStream.rangeClosed(21, 30).forEach(n -> lines.add("p-" + n + ",N" + n + ","));
        try (Trial trial = Trial.of(db, dir).parallel(1, 1, 10).maxRejects(Allowance.parse("5"))) {
            Importer.Result result = trial.run("contact_identifier,name,email", lines);
            assertThat(result.exitCode()).isEqualTo(4);
            assertThat(result.report().run().status()).isEqualTo("interrupted");
            assertThat(result.trouble())
                    .singleElement()
                    .asString()
                    .contains("10 of 30 lines are rejected by now")
                    .contains("What was applied stays");
            var tally = result.report().run().proof().tally();
            assertThat(tally.rejected()).isEqualTo(10);
            assertThat(tally.failed()).isEqualTo(20);
        }
        assertThat(db.value("select sum(rejected)::bigint from contact_import.partition"))
                .isEqualTo(10L);
        try (Trial trial = Trial.of(db, dir).parallel(1, 1, 10).maxRejects(Allowance.parse("20"))) {
            Importer.Result result = trial.run("contact_identifier,name,email", lines);
            assertThat(trial.told()).singleElement().asString().startsWith("resuming run");
            assertThat(result.exitCode()).isEqualTo(3);
            assertThat(result.report().run().proof().tally().rejected()).isEqualTo(20);
            assertThat(result.report().run().proof().tally().updated()).isEqualTo(10);
        }
    }

    @Test
    void a_limit_that_is_only_passed_by_the_last_chunk_stops_nothing(@Fresh TestDatabase db) {
        Trial.people(db, 3);
        db.sql("update contacts set email = 'taken@x.example' where id = 1003");
        try (Trial trial = Trial.of(db, dir).maxRejects(Allowance.NONE)) {
            Importer.Result result =
                    trial.run("contact_identifier,name,email", List.of("p-1,A,taken@x.example", "p-2,B,"));
            assertThat(result.exitCode()).isEqualTo(3);
            assertThat(result.report().run().status()).isEqualTo("completed_with_rejects");
        }
    }
}
