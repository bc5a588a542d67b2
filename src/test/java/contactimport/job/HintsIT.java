package contactimport.job;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.PostgresExtension;
import contactimport.PostgresExtension.Fresh;
import contactimport.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
                    update contact_inboxes set source_id = concat('p-1', id), contact_id = 1001 where source_id <> 'p-1' | updated | New,Person 2,Person 3
                    update contact_inboxes set contact_id = null where source_id = 'p-1'  | rejected | Person 1,Person 2,Person 3
                    """)
    void a_link_that_changed_after_the_plan_counts_as_it_is_now(
            String change, String outcome, String names, @Fresh TestDatabase db) {
        Trial.people(db, 3);
        meanwhile(db, change);
        try (Trial trial = Trial.of(db, dir)) {
            Importer.Result result = trial.run("contact_identifier,name", List.of("p-1,New"));

            assertThat(result.report().run().proof().violations()).isEmpty();
            assertThat(db.value("select outcome from contact_import.ledger")).isEqualTo(outcome);
            assertThat(db.value(
                            "select string_agg(name, ',' order by id) from contacts where id in (1001, 1002, 1003)"))
                    .isEqualTo(names);
        }
    }

    /** Somebody whom many were merged into has hundreds of thousands. */
    @ParameterizedTest
    @ValueSource(strings = {"p-1,New", "p-1,New;own-2,Newer", "p-1,New;p-2,Other"})
    void of_a_contact_with_many_links_only_those_that_lines_name_are_locked(String lines, @Fresh TestDatabase db) {
        Trial.people(db, 2);
        db.sql("insert into contact_inboxes (id, contact_id, inbox_id, source_id, created_at, updated_at)"
                + " select 5000 + n, 1001, 2, 'own-' || n, now(), now() from generate_series(1, 3000) n");
        List<String> named = List.of(lines.split(";"));
        try (Trial trial = Trial.of(db, dir)) {
            Importer.Result result = trial.run("contact_identifier,name", named);

            assertThat(result.exitCode()).isZero();
            assertThat(result.report().run().proof().tally().updated()).isEqualTo(named.size());
            assertThat(db.value("select count(*) from contact_inboxes where xmax::text <> '0'"))
                    .isEqualTo((long) named.size());
        }
    }

    /** The line says what the contact has; the plan needs not look that up. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # what the application does after the plan                                    | what becomes of the line
                    perform 1                                                                     | updated
                    update contacts set email = 'else@x' where id = 1001                          | updated
                    update contacts set email = 'P@X' where id = 1001                             | updated
                    update contacts set email = 'else@x' where id = 1001; update contacts set email = 'p@x' where id = 1002 | rejected CONFLICT_EMAIL
                    update contacts set phone_number = null where id = 1001                       | rejected CONFLICT_PHONE
                    update contacts set identifier = null where id = 1001; update contacts set identifier = 'own' where id = 1003 | rejected CONFLICT_IDENTIFIER
                    update contacts set account_id = 2 where id = 1001                            | rejected CONTACT_NOT_FOUND
                    delete from contacts where id = 1001                                          | rejected CONTACT_NOT_FOUND
                    """)
    void a_key_that_its_contact_lost_after_the_plan_is_looked_up(
            String change, String expected, @Fresh TestDatabase db) {
        Trial.people(db, 3);
        db.sql("update contacts set email = 'p@x', phone_number = '+4930123456', identifier = 'own' where id = 1001");
        db.sql("update contacts set phone_number = '+4930123456' where id = 1002");
        meanwhile(db, "create table public.told as select open from contact_import.assignment; " + change);
        try (Trial trial = Trial.of(db, dir)) {
            Importer.Result result = trial.run(
                    "contact_identifier,name,email,phone_number,identifier,identifier_hash",
                    List.of("p-1,New,p@x,+4930123456,own,"));

            assertThat(result.report().run().proof().violations()).isEmpty();
            assertThat(Trial.outcomes(db, result)).isEqualTo(Map.of(2L, expected));
            assertThat(db.value("select array_agg(open)::text from public.told"))
                    .isEqualTo("{0}");
        }
    }

    /** Plans made before tell no keys, those before them no contact either; a wrong one counts no more than a right one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "open = null",
                "open = null, contact_id = null",
                "contact_id = null",
                "open = 0",
                "open = 7",
                "contact_id = 1004, open = 0"
            })
    void whatever_a_plan_tells_the_outcomes_are_the_same(String plan, @Fresh TestDatabase db) {
        Trial.people(db, 4);
        db.sql("update contacts set email = 'p' || id || '@x' where id > 1000");
        meanwhile(db, "update contact_import.assignment set " + plan);
        try (Trial trial = Trial.of(db, dir)) {
            Importer.Result result = trial.run(
                    "contact_identifier,name,email",
                    List.of("p-1,New,p1001@x", "p-2,New,p1003@x", "nobody,New,n@x", "p-4,New,p1004@x", "p-4,,n@x"));

            assertThat(result.report().run().proof().violations()).isEmpty();
            assertThat(Trial.outcomes(db, result))
                    .isEqualTo(Map.of(
                            2L, "updated",
                            3L, "rejected CONFLICT_EMAIL",
                            4L, "rejected CONTACT_NOT_FOUND",
                            5L, "updated",
                            6L, "updated"));
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

    private static void meanwhile(TestDatabase db, String change) {
        db.sql("create function public.meanwhile() returns trigger language plpgsql security definer as $$ begin "
                + change + "; return null; end $$");
        db.sql("create trigger meanwhile after insert on contact_import.partition for each statement"
                + " execute function public.meanwhile()");
    }
}
