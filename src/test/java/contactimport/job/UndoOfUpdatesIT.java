package contactimport.job;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.PostgresExtension.Fresh;
import contactimport.TestDatabase;
import contactimport.contact.Rules.Mode;
import contactimport.contact.Rules.OnConflict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Values go back unless somebody has changed them, or given them to another, since. */
class UndoOfUpdatesIT extends UndoTrial {

    @Test
    void a_field_that_somebody_changed_since_stays_and_the_others_go_back(@Fresh TestDatabase db) {
        people(db, 3);
        db.sql("update contacts set custom_attributes = '{\"plan\":\"old\",\"keep\":1}' where id < 1003 and id > 1000");
        String run = imported(
                db,
                Mode.UPDATE,
                OnConflict.REJECT,
                "contact_identifier,name,custom_attributes.plan",
                "p-1,New 1,new",
                "p-2,New 2,new",
                "p-3,New 3,");
        db.sql("update contacts set name = 'By hand' where id in (1001, 1003)");
        db.sql("update contacts set custom_attributes = custom_attributes || '{\"more\":true}' where id = 1001");

        Importer.Result result = undo(db, run, EVERYTHING);

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(outcomes(db, result))
                .isEqualTo(Map.of(2L, "updated", 3L, "updated", 4L, "rejected UNDO_CHANGED_SINCE"));
        assertThat(db.sql("select line, field from contact_import.warning where code = 'UNDO_KEPT'"))
                .containsExactly(Map.of("line", 2L, "field", "name"));
        assertThat(value(db, "name", 1001)).isEqualTo("By hand");
        assertThat(value(db, "custom_attributes::text", 1001))
                .isEqualTo("{\"keep\": 1, \"more\": true, \"plan\": \"old\"}");
        assertThat(value(db, "name", 1002)).isEqualTo("Person 2");
    }

    @Test
    void a_value_that_came_back_to_one_the_run_wrote_on_its_way_is_a_change_since(@Fresh TestDatabase db) {
        people(db, 1);
        String run = imported(db, Mode.UPDATE, OnConflict.REJECT, "contact_identifier,name", "p-1,First", "p-1,Second");
        db.sql("update contacts set name = 'First' where id = 1001");

        Importer.Result result = undo(db, run, EVERYTHING);

        assertThat(outcomes(db, result))
                .isEqualTo(Map.of(2L, "rejected UNDO_CHANGED_SINCE", 3L, "rejected UNDO_CHANGED_SINCE"));
        assertThat(value(db, "name", 1001)).isEqualTo("First");
    }

    @Test
    void a_key_that_somebody_else_holds_by_now_stays_theirs(@Fresh TestDatabase db) {
        people(db, 5);
        db.sql(
                "update contacts set email = 'old' || id || '@x.example', phone_number = '+1555000' || id where id > 1000");
        db.sql("update contacts set phone_number = '+15550001003' where id = 1004");
        String run = imported(
                db,
                Mode.UPDATE,
                OnConflict.REJECT,
                "contact_identifier,email,phone_number,name",
                "p-1,new1@x.example,,N",
                "p-2,,+15559999999,N",
                "p-3,,+15558888888,N");
        db.sql("update contacts set email = 'OLD1001@x.example', updated_at = now() where id = 1005");
        db.sql("update contacts set phone_number = '+15550001002', updated_at = now() where id = 1005");

        Importer.Result result = undo(db, run, EVERYTHING);

        assertThat(outcomes(db, result)).isEqualTo(Map.of(2L, "updated", 3L, "updated", 4L, "updated"));
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(
                        db.sql(
                                "select line, field, split_part(detail, ':', 1) as code from contact_import.warning order by line"))
                .containsExactly(
                        Map.of("line", 2L, "field", "email", "code", "UNDO_KEY_TAKEN"),
                        Map.of("line", 3L, "field", "phone_number", "code", "UNDO_KEY_TAKEN"));
        assertThat(value(db, "email", 1001)).isEqualTo("new1@x.example");
        assertThat(value(db, "phone_number", 1002)).isEqualTo("+15559999999");
        assertThat(value(db, "phone_number", 1003))
                .as("1004 had it before the run too")
                .isEqualTo("+15550001003");
        assertThat(db.value("select count(*) from contacts where id between 1001 and 1003 and name like 'Person%'"))
                .isEqualTo(3L);
    }

    @Test
    void a_key_that_the_run_moved_from_one_to_another_moves_back(@Fresh TestDatabase db) {
        people(db, 2);
        db.sql("update contacts set email = 'p' || id || '@x.example' where id > 1000");
        String run = imported(
                db,
                Mode.UPDATE,
                OnConflict.REJECT,
                "contact_identifier,email",
                "p-1,spare@x.example",
                "p-2,p1001@x.example",
                "p-1,p1002@x.example");

        assertThat(undo(db, run, EVERYTHING, 2).exitCode()).isZero();
        assertThat(db.sql("select id, email from contacts where id > 1000 order by id"))
                .extracting(row -> row.get("email"))
                .containsExactly("p1001@x.example", "p1002@x.example");
    }

    @Test
    void a_phone_that_many_had_before_the_run_goes_back_although_one_of_them_was_written_too(@Fresh TestDatabase db) {
        people(db, 25); // more than are looked at of whoever holds a key
        db.sql("update contacts set phone_number = '+15550001000' where id > 1000");
        List<Map<String, Object>> before = db.sql(CONTENT);
        imported(
                db,
                Mode.UPDATE,
                OnConflict.REJECT,
                "contact_identifier,name,phone_number",
                "p-1,,+15559999999",
                "p-25,Seen in the same chunk,");

        Importer.Result undone = undoAllAtOnce(db, 2_000);

        assertThat(outcomes(db, undone)).isEqualTo(Map.of(2L, "updated", 3L, "updated"));
        assertThat(db.sql("select field, detail from contact_import.warning")).isEmpty();
        assertThat(db.sql(CONTENT)).isEqualTo(before);
    }
}
