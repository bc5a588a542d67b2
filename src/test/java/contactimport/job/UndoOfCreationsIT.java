package contactimport.job;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.PostgresExtension.Fresh;
import contactimport.TestDatabase;
import contactimport.contact.Rules.Mode;
import contactimport.contact.Rules.OnConflict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whom a run created goes, and comes back when the undo is undone. */
class UndoOfCreationsIT extends UndoTrial {

    @Test
    void who_was_created_goes_unless_somebody_uses_or_edited_them(@Fresh TestDatabase db) {
        people(db, 1);
        String run = imported(
                db,
                Mode.UPSERT,
                OnConflict.REJECT,
                "contact_identifier,name",
                "new-one-1234567890,One",
                "new-two-1234567890,Two",
                "new-three-1234567890,Three");
        long two = (Long) db.value("select contact_id from contact_inboxes where source_id like 'new-two%'");
        long twoLink = (Long) db.value("select id from contact_inboxes where source_id like 'new-two%'");
        db.sql(
                "insert into conversations (account_id, inbox_id, contact_id, contact_inbox_id, display_id, created_at, updated_at)"
                        + " values (1, 2, ?, ?, 999, now(), now())",
                two,
                twoLink);
        db.sql("update contacts set name = 'By hand' where name = 'Three'");

        Importer.Result result = undo(db, run, EVERYTHING);

        assertThat(outcomes(db, result)).isEqualTo(Map.of(2L, "updated", 3L, "rejected UNDO_REFERRED", 4L, "updated"));
        assertThat(db.sql("select name from contacts where name in ('One', 'Two', 'By hand') order by name"))
                .extracting(row -> row.get("name"))
                .containsExactly("By hand", "Two");
        assertThat(db.value("select count(*) from contact_inboxes where source_id like 'new-two%'"))
                .isEqualTo(1L);
    }

    @Test
    void a_contact_that_comes_back_only_to_be_absorbed_again_is_decided_as_its_check_tells(@Fresh TestDatabase db) {
        people(db, 1);
        db.sql("update contacts set email = 'kept@x.example' where id = 1001");
        imported(
                db,
                Mode.UPSERT,
                OnConflict.MERGE,
                "contact_identifier,name,email,phone_number",
                "a-source-id-of-somebody-new,New,,+15559999999",
                "a-source-id-of-somebody-new,,kept@x.example,");
        List<Map<String, Object>> imported = db.sql(CONTENT);
        undo(db, "last", EVERYTHING);

        var checked = check(db, "last", 2_000).report().run().proof().tally();
        Importer.Result again = undo(db, "last", EVERYTHING);

        assertThat(outcomes(db, again)).isEqualTo(Map.of(2L, "created", 3L, "merged"));
        assertThat(db.sql(CONTENT)).isEqualTo(imported);
        assertThat(checked).isEqualTo(again.report().run().proof().tally());
    }

    @Test
    void a_link_given_to_somebody_who_then_went_up_in_a_new_contact_keeps_that_one_from_nothing(
            @Fresh TestDatabase db) {
        people(db, 2);
        db.sql("update contacts set email = 'one@x.example' where id = 1001");
        db.sql("delete from contacts where id = 1002");
        List<Map<String, Object>> before = db.sql(CONTENT);
        imported(
                db,
                Mode.UPSERT,
                OnConflict.MERGE,
                "contact_identifier,name,email,phone_number",
                "p-2,,one@x.example,",
                "a-source-id-of-somebody-new,New,,+15559999999",
                "p-1,,,+15559999999");
        List<Map<String, Object>> imported = db.sql(CONTENT);

        Importer.Result undone = undo(db, "last", EVERYTHING);

        assertThat(outcomes(db, undone)).isEqualTo(Map.of(2L, "updated", 3L, "updated", 4L, "updated"));
        assertThat(db.sql("select field, detail from contact_import.warning")).isEmpty();
        assertThat(db.sql(CONTENT)).isEqualTo(before);

        undo(db, "last", EVERYTHING);
        assertThat(db.sql(CONTENT)).isEqualTo(imported);
        undo(db, "last", EVERYTHING);
        assertThat(db.sql(CONTENT)).isEqualTo(before);
    }

    @Test
    void somebody_new_who_comes_back_gets_the_phone_again_that_another_had_before_the_run_too(@Fresh TestDatabase db) {
        people(db, 2);
        db.sql("update contacts set phone_number = '+15550001000' where id in (1001, 1002)");
        List<Map<String, Object>> before = db.sql(CONTENT);
        imported(
                db,
                Mode.UPSERT,
                OnConflict.MERGE,
                "contact_identifier,name,email",
                "a-source-id-of-somebody-new,,new@x.example",
                "p-1,,new@x.example",
                "p-2,Seen in the same chunk,");
        List<Map<String, Object>> imported = db.sql(CONTENT);

        assertThat(undo(db, "last", EVERYTHING, 1).exitCode()).isZero();
        assertThat(db.sql(CONTENT)).isEqualTo(before);

        Importer.Result again = undoAllAtOnce(db, 2_000);

        assertThat(outcomes(db, again)).isEqualTo(Map.of(2L, "created", 3L, "merged", 4L, "updated"));
        assertThat(db.sql("select field, detail from contact_import.warning")).isEmpty();
        assertThat(db.sql(CONTENT)).isEqualTo(imported);
    }
}
