package contactimport.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import contactimport.PostgresExtension;
import contactimport.PostgresExtension.Fresh;
import contactimport.TestDatabase;
import contactimport.contact.Rules.Mode;
import contactimport.contact.Rules.OnConflict;
import contactimport.store.DatabaseFault;
import contactimport.store.References;
import contactimport.store.Retry;
import contactimport.store.Schemas;
import contactimport.store.UndoTable.Part;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An import is undone after somebody else has been at work. */
@ExtendWith(PostgresExtension.class)
class UndoIT {

    private static final Part EVERYTHING = new Part(List.of(), Set.of(), Set.of());

    private static final String CONTENT = "select c.id, c.name, c.email, c.phone_number, l.source_id from contacts c"
            + " left join contact_inboxes l on l.contact_id = c.id order by c.id, l.id";

    @TempDir
    Path dir;

    private static UndoSettings settings(Path dir, Part part, boolean check, int chunk) {
        return new UndoSettings(
                part, check, 2, chunk, 8, dir.resolve("reports"), Launching.DEFAULT, new Retry(3, 1, m -> {}));
    }

    /** With no difference between '' and NULL that an import would level out, and its undo put back. */
    private static void people(TestDatabase db, int count) {
        Trial.people(db, count);
        db.sql("update contacts set location = null, country_code = null where id > 1000");
    }

    private Importer.Result undo(TestDatabase db, String run, Part part) {
        return undo(db, run, part, 2_000);
    }

    private Importer.Result undo(TestDatabase db, String run, Part part, int chunk) {
        Undo undo = new Undo(db.dataSource(), db.name(), Schemas.DEFAULT, Clock.systemUTC(), new Stop(), words -> {});
        return undo.run(run, settings(dir, part, false, chunk));
    }

    private String imported(TestDatabase db, Mode mode, OnConflict policy, String columns, String... lines) {
        try (Trial trial = Trial.of(db, dir).rules(mode, policy)) {
            return trial.run(columns, List.of(lines)).report().run().id();
        }
    }

    /** What every line of the undo came to. */
    private static Map<Long, String> outcomes(TestDatabase db, Importer.Result result) {
        assertThat(result.trouble()).isEmpty();
        assertThat(result.report().run().proof().violations()).isEmpty();
        Map<Long, String> outcomes = new TreeMap<>(Trial.outcomes(db, result));
        return outcomes;
    }

    private static Object value(TestDatabase db, String column, long contact) {
        return db.value("select " + column + " from contacts where id = ?", contact);
    }

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

    private static void absorption(TestDatabase db) {
        people(db, 3);
        db.sql("update contacts set email = 'owner@x.example' where id = 1002");
        db.sql("update contacts set blocked = true, custom_attributes = '{\"a\":1}' where id = 1001");
        db.sql("insert into notes (id, account_id, contact_id, content, created_at, updated_at)"
                + " select n, 1, 1001, 'Note', now(), now() from generate_series(71, 72) n");
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
                .containsExactly(java.util.Collections.singletonMap("identifier", null));
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
    void an_undo_that_was_interrupted_goes_on_where_it_stopped(@Fresh TestDatabase db) {
        people(db, 40);
        String[] lines = new String[40];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = "p-" + (i + 1) + ",New " + (i + 1);
        }
        String run = imported(db, Mode.UPDATE, OnConflict.REJECT, "contact_identifier,name", lines);
        db.sql("create function public.stop() returns trigger language plpgsql as"
                + " $$ begin raise exception using errcode = 'XX000'; end $$");
        db.sql("create trigger stop before update on contacts for each row when (old.id % 7 = 0)"
                + " execute function public.stop()");

        Importer.Result first = undo(db, run, EVERYTHING, 3);
        assertThat(first.exitCode()).isEqualTo(5);
        assertThat(first.report().run().proof().violations()).isEmpty();
        assertThat(db.value("select count(*) from contacts where name like 'Person%'"))
                .isNotEqualTo(40L);
        db.sql("drop trigger stop on contacts");

        String id = first.report().run().id();
        try (Importer importer =
                new Importer(db.dataSource(), db.name(), Schemas.DEFAULT, Clock.systemUTC(), new Stop())) {
            assertThatThrownBy(() -> importer.rerun(id, Trial.of(db, dir).settings(), Launching.DEFAULT))
                    .isInstanceOf(RunFault.class)
                    .hasMessageContaining("contact-import undo " + run);
        }

        Importer.Result second = undo(db, run, EVERYTHING, 3);
        assertThat(second.report().run().id()).isEqualTo(first.report().run().id());
        assertThat(second.exitCode()).isZero();
        assertThat(second.report().run().proof().tally().updated()).isEqualTo(40);
        assertThat(db.value("select count(*) from contacts where name like 'Person%'"))
                .isEqualTo(40L);

        Importer.Result third = undo(db, run, EVERYTHING, 3);
        assertThat(third.exitCode()).isZero();
        assertThat(third.report().run().proof().tally().unchanged()).isEqualTo(40);
    }

    @Test
    void an_undo_whose_session_is_cut_goes_on_where_it_stopped(@Fresh TestDatabase db) {
        people(db, 30);
        String[] lines = new String[30];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = "p-" + (i + 1) + ",New " + (i + 1);
        }
        Object before = db.sql(CONTENT);
        String run = imported(db, Mode.UPDATE, OnConflict.REJECT, "contact_identifier,name", lines);
        db.sql("create function public.cut() returns trigger language plpgsql as"
                + " $$ begin perform pg_terminate_backend(pg_backend_pid()); return new; end $$");
        db.sql("create trigger cut before update on contacts for each row when (old.id in (1005, 1020))"
                + " execute function public.cut()");

        Importer.Result first = undo(db, run, EVERYTHING, 3);
        assertThat(first.exitCode()).isEqualTo(5);
        assertThat(first.report().run().proof().violations()).isEmpty();
        assertThat(db.sql(CONTENT)).isNotEqualTo(before);
        db.sql("drop trigger cut on contacts");

        Importer.Result second = undo(db, run, EVERYTHING, 3);
        assertThat(second.report().run().id()).isEqualTo(first.report().run().id());
        assertThat(second.exitCode()).isZero();
        assertThat(second.report().run().proof().tally().updated()).isEqualTo(30);
        assertThat(db.sql(CONTENT)).isEqualTo(before);
    }

    @Test
    void a_group_of_more_entries_than_a_chunk_goes_back_whole(@Fresh TestDatabase db) {
        people(db, 2);
        Object before = db.sql(CONTENT);
        // One e-mail wanders between two people: all these entries hang together, and end where others began.
        String run = imported(
                db,
                Mode.UPDATE,
                OnConflict.DROP,
                "contact_identifier,name,email",
                "p-1,A,one@undo.example",
                "p-1,B,two@undo.example",
                "p-2,C,one@undo.example",
                "p-1,Person 1,three@undo.example",
                "p-2,D,two@undo.example",
                "p-1,E,one@undo.example",
                "p-2,F,",
                "p-1,G,",
                "p-2,H,",
                "p-1,I,");
        for (int chunk : List.of(2, 1)) {
            Importer.Result undone = undo(db, run, EVERYTHING, chunk);
            assertThat(undone.exitCode())
                    .as(Trial.outcomes(db, undone).toString())
                    .isZero();
            assertThat(db.sql(CONTENT)).isEqualTo(before);
            run = undone.report().run().id();
            Importer.Result again = undo(db, run, EVERYTHING, chunk);
            assertThat(again.exitCode()).isZero();
            run = again.report().run().id();
        }
    }

    /** A group that is too large for a slice: what the check has written must be there for the next slice, and gone in the end. */
    @Test
    void a_check_takes_a_large_group_in_slices_and_tells_what_its_undo_then_does(@Fresh TestDatabase db) {
        people(db, 40);
        String[] lines = new String[39];
        for (int n = 1; n <= lines.length; n++) {
            // everybody is given the e-mail of the next one, who absorbs them
            lines[n - 1] = "p-" + n + ",N " + n + "," + (n + 1) + "@undo.example";
        }
        db.sql("update contacts set email = (id - 1000) || '@undo.example' where id > 1000");
        Object before = db.sql(CONTENT);
        String run = imported(db, Mode.UPDATE, OnConflict.MERGE, "contact_identifier,name,email", lines);
        Object after = db.sql(CONTENT);
        db.sql("create table public.steps (entries int)");
        db.sql("create function public.step() returns trigger language plpgsql security definer as"
                + " 'begin insert into public.steps values (new.position - old.position); return new; end'");
        db.sql("create trigger steps after update on contact_import.partition for each row"
                + " when (new.position > old.position) execute function public.step()");

        var checked = new Undo(db.dataSource(), db.name(), Schemas.DEFAULT, Clock.systemUTC(), new Stop(), words -> {})
                .run(run, settings(dir, EVERYTHING, true, 1));

        assertThat(checked.trouble()).isEmpty();
        assertThat(db.sql(CONTENT)).isEqualTo(after).isNotEqualTo(before);
        assertThat(db.sql("select entries from public.steps where entries > 5")).isEmpty();
        assertThat(db.sql("select entries from public.steps where entries = 5")).hasSize(7);
        Importer.Result undone = undo(db, run, EVERYTHING, 1);
        assertThat(checked.report().run().proof().tally())
                .isEqualTo(undone.report().run().proof().tally());
        assertThat(checked.exitCode()).isEqualTo(undone.exitCode()).isZero();
        assertThat(db.sql(CONTENT)).isEqualTo(before);
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
        Undo undo = new Undo(db.dataSource(), db.name(), Schemas.DEFAULT, Clock.systemUTC(), new Stop(), words -> {});

        var checked = undo.run("last", settings(dir, EVERYTHING, true, 2_000))
                .report()
                .run()
                .proof()
                .tally();
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

    /** In one partition, so that entries that have nothing to do with each other are decided together, too. */
    private Importer.Result undoAllAtOnce(TestDatabase db, int chunk) {
        Undo undo = new Undo(db.dataSource(), db.name(), Schemas.DEFAULT, Clock.systemUTC(), new Stop(), words -> {});
        Path reports = dir.resolve("reports");
        Retry retry = new Retry(3, 1, m -> {});
        return undo.run("last", new UndoSettings(EVERYTHING, false, 1, chunk, 1, reports, Launching.DEFAULT, retry));
    }
}
