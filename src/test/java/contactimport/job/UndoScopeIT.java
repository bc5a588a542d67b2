package contactimport.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import contactimport.PostgresExtension.Fresh;
import contactimport.TestDatabase;
import contactimport.contact.Rules.Mode;
import contactimport.contact.Rules.OnConflict;
import contactimport.store.DatabaseFault;
import contactimport.store.UndoTable.Part;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What an undo takes on: a part of a run, a run that is not finished, no contact that is gone, no run that was purged. */
class UndoScopeIT extends UndoTrial {

    @Test
    void fields_lines_and_contacts_restrict_it(@Fresh TestDatabase db) {
        people(db, 4);
        String run = imported(
                db,
                Mode.UPDATE,
                OnConflict.REJECT,
                "contact_identifier,name,custom_attributes",
                "p-1,A,\"{\"\"plan\"\":\"\"x\"\",\"\"seats\"\":3}\"",
                "p-2,B,\"{\"\"plan\"\":\"\"x\"\"}\"",
                "p-3,C,",
                "p-4,D,");
        assertThat(undo(db, run, new Part(List.of("custom_attributes.plan"), Set.of(), Set.of(2L)))
                        .exitCode())
                .isZero();
        assertThat(undo(db, run, new Part(List.of(), Set.of(1003L), Set.of())).exitCode())
                .isZero();

        assertThat(db.sql("select name, custom_attributes::text as custom from contacts where id > 1000 order by id"))
                .containsExactly(
                        Map.of("name", "A", "custom", "{\"seats\": 3}"),
                        Map.of("name", "B", "custom", "{\"plan\": \"x\"}"),
                        Map.of("name", "Person 3", "custom", "{}"),
                        Map.of("name", "D", "custom", "{}"));
    }

    @Test
    void a_contact_that_is_gone_is_reported(@Fresh TestDatabase db) {
        people(db, 2);
        String run = imported(db, Mode.UPDATE, OnConflict.REJECT, "contact_identifier,name", "p-1,A", "p-2,B");
        db.sql("delete from contacts where id = 1001");

        Importer.Result result = undo(db, run, EVERYTHING);

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(outcomes(db, result)).isEqualTo(Map.of(2L, "rejected UNDO_CONTACT_GONE", 3L, "updated"));
        assertThat(result.report().directory().resolve("kept.jsonl"))
                .content()
                .contains("\"contact_id\":1001")
                .contains("UNDO_CONTACT_GONE");
        assertThat(result.report().directory().resolve("rejected.jsonl")).doesNotExist();
    }

    @Test
    void a_run_that_is_not_finished_is_closed_by_its_undo(@Fresh TestDatabase db) throws Exception {
        people(db, 2);
        String run = imported(db, Mode.UPDATE, OnConflict.REJECT, "contact_identifier,name", "p-1,A", "p-2,B");
        db.sql("update contact_import.run set status = 'interrupted', exit_code = 130");
        Files.createDirectories(dir);

        assertThat(undo(db, run, EVERYTHING).exitCode()).isZero();
        assertThat(db.value("select status from contact_import.run where id = ?", run))
                .isEqualTo("abandoned");
        assertThat(value(db, "name", 1001)).isEqualTo("Person 1");
    }

    @Test
    void a_run_whose_ledger_was_purged_says_so(@Fresh TestDatabase db) {
        people(db, 1);
        String run = imported(db, Mode.UPDATE, OnConflict.REJECT, "contact_identifier,name", "p-1,A");
        db.sql("delete from contact_import.ledger");

        assertThatThrownBy(() -> undo(db, run, EVERYTHING))
                .isInstanceOf(DatabaseFault.class)
                .hasMessageContaining("purged");
    }
}
