package contactimport.job;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.PostgresExtension;
import contactimport.PostgresExtension.Fresh;
import contactimport.TestDatabase;
import contactimport.contact.Rules.Mode;
import contactimport.contact.Rules.OnConflict;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The application changes what the import has seen already, and commits before the import writes. */
@ExtendWith(PostgresExtension.class)
class RacesIT {

    private static final String MERGE_AWAY = "update contact_inboxes set contact_id = 1002 where contact_id = 1001;"
            + " update notes set contact_id = 1002 where contact_id = 1001; delete from contacts where id = 1001";

    @TempDir
    Path dir;

    @ParameterizedTest
    @CsvSource({
        "REJECT, rejected CONFLICT_EMAIL, 1001, Person 1",
        "DROP, updated, 1001, A",
        "MERGE, merged, 5000, A",
    })
    void an_email_that_somebody_takes_while_we_write_it_is_decided_again(
            OnConflict policy, String outcome, long linked, String name, @Fresh TestDatabase db) throws SQLException {
        Trial.people(db, 3);
        try (Connection agent = db.raw();
                Trial trial = Trial.of(db, dir).rules(Mode.UPDATE, policy)) {
            Trial.begin(
                    agent,
                    "insert into contacts (id, account_id, name, email, created_at, updated_at)"
                            + " values (5000, 1, 'By the agent', 'race@lantern.example', '2026-01-01', '2026-01-01')");
            Future<Importer.Result> running = trial.start(
                    "contact_identifier,name,email",
                    List.of("p-1,A,Race@lantern.example", "p-2,B,", "p-3,C,c@lantern.example"));
            trial.untilItWaits(running);
            Trial.commit(agent);

            Importer.Result result = Trial.resultOf(running);
            assertThat(result.report().run().proof().violations()).isEmpty();
            assertThat(Trial.outcomes(db, result)).isEqualTo(Map.of(2L, outcome, 3L, "updated", 4L, "updated"));
            assertThat(db.sql(
                            "select l.contact_id, c.name from contact_inboxes l join contacts c on c.id = l.contact_id"
                                    + " where source_id = 'p-1'"))
                    .containsExactly(Map.of("contact_id", linked, "name", name));
            assertThat(db.value("select count(*) from contacts where lower(email) = 'race@lantern.example'"))
                    .isEqualTo(1L);
        }
    }

    @Test
    void a_person_whom_the_application_creates_while_we_create_them_is_created_once(@Fresh TestDatabase db)
            throws SQLException {
        Trial.people(db, 1);
        try (Connection agent = db.raw();
                Trial trial = Trial.of(db, dir).rules(Mode.UPSERT, OnConflict.REJECT)) {
            Trial.begin(
                    agent,
                    "insert into contacts (id, account_id, name, created_at, updated_at)"
                            + " values (5000, 1, 'By the agent', '2026-01-01', '2026-01-01');"
                            + " insert into contact_inboxes (contact_id, inbox_id, source_id, created_at, updated_at)"
                            + " values (5000, 2, 'brand-new-person', '2026-01-01', '2026-01-01')");
            Future<Importer.Result> running = trial.start(
                    "contact_identifier,name", List.of("brand-new-person,A", "another-new-person,B", "p-1,C"));
            trial.untilItWaits(running);
            Trial.commit(agent);

            assertThat(Trial.outcomes(db, Trial.resultOf(running)))
                    .isEqualTo(Map.of(2L, "updated", 3L, "created", 4L, "updated"));
            assertThat(db.value("select name from contacts where id = 5000")).isEqualTo("A");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                MERGE_AWAY + " | updated | 1002",
                "delete from contacts where id = 1001 | rejected CONTACT_NOT_FOUND | 1001",
                "delete from contact_inboxes where id = 1001; delete from contacts where id = 1001"
                        + " | rejected CONTACT_NOT_FOUND |",
                "update contact_inboxes set contact_id = 1003 where id = 1001 | updated | 1003",
                "update contact_inboxes set source_id = 'p-one' where id = 1001 | rejected CONTACT_NOT_FOUND |",
            })
    void whom_a_line_is_for_is_what_the_database_says_when_the_row_is_ours(
            String change, String outcome, Long contact, @Fresh TestDatabase found, @Fresh TestDatabase planned)
            throws SQLException {
        whileTheImportWaitsForTheRow(found, change, outcome, contact);
        betweenPlanAndMerge(planned, change, outcome, contact);
    }

    private void whileTheImportWaitsForTheRow(TestDatabase db, String change, String outcome, Long contact)
            throws SQLException {
        Trial.people(db, 3);
        try (Connection agent = db.raw();
                Trial trial = Trial.of(db, dir)) {
            Trial.begin(agent, change);
            Future<Importer.Result> running = trial.start("contact_identifier,name", List.of("p-1,A", "p-2,B"));
            trial.untilItWaits(running);
            Trial.commit(agent);
            judge(db, Trial.resultOf(running), outcome, contact);
        }
    }

    private void betweenPlanAndMerge(TestDatabase db, String change, String outcome, Long contact) throws SQLException {
        Trial.people(db, 3);
        try (Connection agent = db.raw();
                Connection gate = Gates.onChunks(db);
                Trial trial = Trial.of(db, dir).parallel(2, 8, 10)) {
            Future<Importer.Result> running = trial.start("contact_identifier,name", List.of("p-1,A", "p-2,B"));
            trial.untilItWaits(running);
            Trial.execute(agent, change);
            gate.close();
            judge(db, Trial.resultOf(running), outcome, contact);
        }
    }

    private static void judge(TestDatabase db, Importer.Result result, String outcome, Long contact) {
        assertThat(result.report().run().proof().violations()).isEmpty();
        assertThat(Trial.outcomes(db, result)).containsEntry(2L, outcome).containsEntry(3L, "updated");
        if (outcome.equals("updated")) {
            assertThat(db.value("select contact_id from contact_import.ledger where line = 2"))
                    .isEqualTo(contact);
            assertThat((String) db.value("select name from contacts where id = " + contact))
                    .isIn("A", "B");
        } else {
            assertThat(db.value("select count(*) from contacts where name = 'A'"))
                    .isEqualTo(0L);
        }
    }

    @Test
    void a_key_that_moves_to_a_third_person_between_plan_and_merge_conflicts_with_that_person(@Fresh TestDatabase db)
            throws SQLException {
        Trial.people(db, 3);
        db.sql("update contacts set email = 'moving@lantern.example' where id = 1002");
        try (Connection agent = db.raw();
                Connection gate = Gates.onChunks(db);
                Trial trial = Trial.of(db, dir).parallel(2, 8, 10)) {
            Future<Importer.Result> running = trial.start(
                    "contact_identifier,email", List.of("p-1,moving@lantern.example", "p-3,third@lantern.example"));
            trial.untilItWaits(running);
            Trial.execute(agent, "update contacts set email = null where id = 1002");
            Trial.execute(agent, "update contacts set email = 'moving@lantern.example' where id = 9");
            gate.close();

            assertThat(Trial.outcomes(db, Trial.resultOf(running)))
                    .isEqualTo(Map.of(2L, "rejected CONFLICT_EMAIL", 3L, "updated"));
            assertThat((String) db.value("select reason from contact_import.ledger where line = 2"))
                    .contains(" 9");
        }
    }

    @Test
    void what_is_inserted_for_somebody_who_was_just_absorbed_finds_the_one_who_was_kept(@Fresh TestDatabase db)
            throws SQLException {
        Trial.people(db, 3);
        db.sql("update contacts set email = 'e' || id || '@lantern.example' where id > 1000");
        try (Connection agent = db.raw();
                Connection gate = Gates.onChunks(db, "when (new.status = 'done')");
                Trial trial =
                        Trial.of(db, dir).rules(Mode.UPDATE, OnConflict.MERGE).parallel(1, 1, 1)) {
            Future<Importer.Result> running = trial.start(
                    "contact_identifier,email", List.of("p-1,e1002@lantern.example", "p-2,e1003@lantern.example"));
            trial.untilItWaits(running);
            Trial.execute(
                    agent,
                    "insert into notes (content, account_id, contact_id, created_at, updated_at)"
                            + " values ('of the first', 1, 1001, now(), now()), ('of the second', 1, 1002, now(), now())");
            Trial.execute(
                    agent,
                    "insert into taggings (tag_id, taggable_type, taggable_id, context)"
                            + " values (1, 'Contact', 1001, 'labels'), (1, 'Contact', 1002, 'labels')");
            gate.close();

            Importer.Result result = Trial.resultOf(running);
            assertThat(result.trouble()).isEmpty();
            assertThat(Trial.outcomes(db, result)).isEqualTo(Map.of(2L, "merged", 3L, "merged"));
        }
        assertThat(db.sql("select distinct contact_id from notes where content like 'of the%'"))
                .containsExactly(Map.of("contact_id", 1003L));
        assertThat(db.sql("select taggable_id from taggings where taggable_id > 1000"))
                .containsExactly(Map.of("taggable_id", 1003));
        assertThat(db.value("select count(*) from contact_import.moved where tbl in ('notes', 'taggings')"))
                .isEqualTo(4L);
    }

    @Test
    void times_are_written_in_utc_whatever_the_database_and_the_machine_say(@Fresh TestDatabase db) {
        Trial.people(db, 1);
        try (Trial trial = Trial.of(db, dir).rules(Mode.UPSERT, OnConflict.REJECT)) {
            assertThat(trial.run("contact_identifier,name", List.of("p-1,A", "brand-new-person,B"))
                            .exitCode())
                    .isZero();
        }
        String now = "between (now() at time zone 'UTC') - interval '10 min' and now() at time zone 'UTC'";
        assertThat(db.value("select count(*) from contacts where name in ('A', 'B') and updated_at " + now))
                .isEqualTo(2L);
        assertThat(db.value("select count(*) from contacts c join contact_inboxes l on l.contact_id = c.id"
                        + " where name = 'B' and c.created_at " + now + " and c.created_at = c.updated_at"
                        + " and l.created_at " + now + " and l.updated_at " + now))
                .isEqualTo(1L);
        assertThat(db.value("select count(*) from contacts where name = 'A' and created_at = '2026-01-01'"))
                .isEqualTo(1L);
        assertThat(
                        db.value(
                                "select count(*) from contacts c join contact_import.ledger e on e.contact_id = c.id"
                                        + " where e.record ->> 'updated_at' = to_char(c.updated_at, 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')"))
                .isEqualTo(2L);
    }
}
