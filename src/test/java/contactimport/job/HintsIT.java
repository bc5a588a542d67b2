package contactimport.job;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.PostgresExtension;
import contactimport.PostgresExtension.Fresh;
import contactimport.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the plan saw is where the merge looks first, and nothing more: the application may change links between the two. */
@ExtendWith(PostgresExtension.class)
class HintsIT {

    @TempDir
    Path dir;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # what the application does after the plan            | outcome of the line | names of 1001, 1002, 1003
                    perform 1                                             | updated             | New,Person 2,Person 3
                    update contact_inboxes set contact_id = 1002 where source_id = 'p-1' | updated | Person 1,New,Person 3
                    delete from contact_inboxes where source_id = 'p-1'   | rejected            | Person 1,Person 2,Person 3
                    update contact_inboxes set source_id = 'old' where source_id = 'p-1' | rejected | Person 1,Person 2,Person 3
                    """)
    void a_link_that_changed_after_the_plan_counts_as_it_is_now(
            String change, String outcome, String names, @Fresh TestDatabase db) {
        Trial.people(db, 3);
        db.sql("create function public.meanwhile() returns trigger language plpgsql as $$ begin " + change
                + "; return null; end $$");
        db.sql("create trigger meanwhile after insert on contact_import.partition for each statement"
                + " execute function public.meanwhile()");
        try (Trial trial = Trial.of(db, dir)) {
            Importer.Result result = trial.run("contact_identifier,name", List.of("p-1,New"));

            assertThat(result.report().run().proof().violations()).isEmpty();
            assertThat(db.value("select outcome from contact_import.ledger")).isEqualTo(outcome);
            assertThat(db.value(
                            "select string_agg(name, ',' order by id) from contacts where id in (1001, 1002, 1003)"))
                    .isEqualTo(names);
        }
    }

    @Test
    void of_two_lines_of_a_contact_with_two_links_each_finds_its_own(@Fresh TestDatabase db) {
        Trial.people(db, 2);
        db.sql(
                "insert into contact_inboxes (inbox_id, source_id, contact_id, pubsub_token, created_at, updated_at)"
                        + " select inbox_id, 'other', contact_id, 'other', now(), now() from contact_inboxes where source_id = 'p-1'");
        try (Trial trial = Trial.of(db, dir)) {
            Importer.Result result =
                    trial.run("contact_identifier,name", List.of("other,First", "p-2,Second", "p-1,Third"));

            assertThat(result.report().run().proof().tally().updated()).isEqualTo(3);
            assertThat(db.value("select array_agg(name order by id)::text from contacts where id in (1001, 1002)"))
                    .isEqualTo("{Third,Second}");
        }
    }
}
