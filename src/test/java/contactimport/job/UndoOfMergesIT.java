package contactimport.job;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.PostgresExtension.Fresh;
import contactimport.TestDatabase;
import contactimport.contact.Rules.Mode;
import contactimport.contact.Rules.OnConflict;
import contactimport.store.References;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whom a run absorbed comes back, with all that was theirs and still is there. */
class UndoOfMergesIT extends UndoTrial {

    @Test
    void an_absorption_is_undone_with_all_that_was_moved_and_still_is_there(@Fresh TestDatabase db) {
        absorption(db);
        String run = imported(db, Mode.UPDATE, OnConflict.MERGE, "contact_identifier,email", "p-1,owner@x.example");
        assertThat(db.sql("select id from contacts where id = 1001")).isEmpty();
        db.sql("update notes set contact_id = 1003 where id = 72");
        db.sql("insert into notes (id, account_id, contact_id, content, created_at, updated_at)"
                + " values (73, 1, 1002, 'Later', now(), now())");

        Importer.Result result = undo(db, run, EVERYTHING);

        assertThat(result.exitCode()).isZero();
        assertThat(value(db, "name || ' ' || blocked", 1001)).isEqualTo("Person 1 true");
        assertThat(db.sql("select contact_id from notes where id between 71 and 73 order by id"))
                .extracting(row -> row.get("contact_id"))
                .containsExactly(1001L, 1003L, 1002L);
        assertThat(db.value("select contact_id from contact_inboxes where source_id = 'p-1'"))
                .isEqualTo(1001L);
        assertThat(value(db, "custom_attributes::text", 1002)).isEqualTo("{}");
    }

    @Test
    void an_absorption_stays_when_the_contact_that_was_kept_is_gone(@Fresh TestDatabase db) {
        absorption(db);
        String run = imported(db, Mode.UPDATE, OnConflict.MERGE, "contact_identifier,email", "p-1,owner@x.example");
        db.sql("delete from contacts where id = 1002");

        Importer.Result result = undo(db, run, EVERYTHING);

        assertThat(outcomes(db, result)).isEqualTo(Map.of(2L, "rejected UNDO_CONTACT_GONE"));
        assertThat(db.sql("select id from contacts where id = 1001")).isEmpty();
    }

    @Test
    void an_absorbed_contact_comes_back_without_a_key_that_is_taken(@Fresh TestDatabase db) {
        absorption(db);
        db.sql("update contacts set identifier = 'ext-1' where id = 1001");
        String run = imported(db, Mode.UPDATE, OnConflict.MERGE, "contact_identifier,email", "p-1,owner@x.example");
        db.sql("update contacts set identifier = null where id = 1002");
        db.sql("update contacts set identifier = 'ext-1', updated_at = now() where id = 1003");

        Importer.Result result = undo(db, run, EVERYTHING);

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(db.sql("select identifier from contacts where id = 1001"))
                .containsExactly(Collections.singletonMap("identifier", null));
        assertThat(value(db, "identifier", 1003)).isEqualTo("ext-1");
        assertThat(db.sql("select detail from contact_import.warning").toString())
                .contains("UNDO_KEY_TAKEN");
    }

    @Test
    void what_a_table_of_somebody_elses_pointed_to_goes_back(@Fresh TestDatabase db) {
        absorption(db);
        db.sql("create table public.loyalty_cards (card text, \"Contact_id\" bigint, contact_id bigint);"
                + " grant select, update on public.loyalty_cards to public");
        db.sql("insert into loyalty_cards values ('c-1', null, 1001), ('c-2', null, 1002)");
        String run;
        try (Trial trial = Trial.of(db, dir)
                .rules(Mode.UPDATE, OnConflict.MERGE)
                .references(Map.of("loyalty_cards.contact_id", References.Treatment.REPOINT))) {
            run = trial.run("contact_identifier,email", List.of("p-1,owner@x.example"))
                    .report()
                    .run()
                    .id();
        }
        assertThat(db.sql("select from loyalty_cards where contact_id = 1002")).hasSize(2);
        assertThat(undo(db, run, EVERYTHING).exitCode()).isZero();
        assertThat(db.sql("select contact_id from loyalty_cards order by card"))
                .extracting(row -> row.get("contact_id"))
                .containsExactly(1001L, 1002L);
    }

    @Test
    void what_an_absorbed_contact_held_before_the_run_is_not_read_off_the_one_it_went_up_in(@Fresh TestDatabase db) {
        people(db, 4);
        db.sql("update contacts set phone_number = '+15550001000' where id in (1001, 1002)");
        db.sql("update contacts set email = 'three@x.example' where id = 1003");
        List<Map<String, Object>> before = db.sql(CONTENT);
        imported(
                db,
                Mode.UPDATE,
                OnConflict.MERGE,
                "contact_identifier,name,email,phone_number",
                "p-1,,,+15559999999",
                "p-2,Two,,",
                "p-3,,,+15558888888",
                "p-2,,three@x.example,",
                "p-3,A,,",
                "p-3,B,,",
                "p-3,C,,",
                "p-3,D,,"); // the undo begins with five, and whoever was absorbed is there again when it goes on

        // as if an earlier chunk had written the name
        db.sql("update contact_import.absorbed set record ="
                + " record || jsonb_build_object('updated_at', now() at time zone 'UTC')");

        Importer.Result undone = undoAllAtOnce(db, 1);

        assertThat(db.sql("select field, detail from contact_import.warning where code = 'UNDO_KEPT'"))
                .isEmpty();
        assertThat(undone.exitCode()).isZero();
        assertThat(db.sql(CONTENT)).isEqualTo(before);
    }

    @Test
    void of_two_whom_one_line_absorbed_the_same_one_keeps_picture_and_label_when_the_line_is_applied_again(
            @Fresh TestDatabase db) {
        people(db, 3);
        db.sql("update contacts set email = 'two@x.example' where id = 1002");
        db.sql("update contacts set phone_number = '+15550001003' where id = 1003");
        db.sql("insert into active_storage_blobs (id, key, filename, byte_size, created_at, service_name)"
                + " select id, 'key ' || id, 'a.png', 1, '2026-01-01', 'local' from contacts where id in (1001, 1002)");
        db.sql("insert into active_storage_attachments (id, name, record_type, record_id, blob_id, created_at)"
                + " select id, 'avatar', 'Contact', id, id, '2026-01-01' from contacts where id in (1001, 1002)");
        db.sql("insert into taggings (id, tag_id, taggable_type, taggable_id, context)"
                + " select id, 1, 'Contact', id, 'labels' from contacts where id in (1001, 1002)");
        String pictures =
                "select 'picture ' || id as what, record_id::bigint as contact from active_storage_attachments"
                        + " where record_id > 1000 union all select 'label ' || id, taggable_id from taggings"
                        + " where taggable_id > 1000 order by what";
        List<Map<String, Object>> before = db.sql(pictures);
        // 1001 goes up in the owner of the e-mail, and they both in the owner of the phone
        String line = "p-1,two@x.example,+15550001003";
        imported(db, Mode.UPDATE, OnConflict.MERGE, "contact_identifier,email,phone_number", line);
        List<Map<String, Object>> imported = db.sql(pictures);
        assertThat(imported)
                .containsExactly(
                        Map.of("what", "label 1002", "contact", 1003L),
                        Map.of("what", "picture 1002", "contact", 1003L));

        for (int i = 0; i < 2; i++) { // the order is handed on from undo to undo
            assertThat(undo(db, "last", EVERYTHING).exitCode()).isZero();
            assertThat(db.sql(pictures)).isEqualTo(before);
            assertThat(undo(db, "last", EVERYTHING).exitCode()).isZero();
            assertThat(db.sql(pictures)).isEqualTo(imported);
        }
    }

    private static void absorption(TestDatabase db) {
        people(db, 3);
        db.sql("update contacts set email = 'owner@x.example' where id = 1002");
        db.sql("update contacts set blocked = true, custom_attributes = '{\"a\":1}' where id = 1001");
        db.sql("insert into notes (id, account_id, contact_id, content, created_at, updated_at)"
                + " select n, 1, 1001, 'Note', now(), now() from generate_series(71, 72) n");
    }
}
