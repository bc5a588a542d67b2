package contactimport.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import contactimport.PostgresExtension;
import contactimport.PostgresExtension.Fresh;
import contactimport.TestDatabase;
import contactimport.contact.Rules.Mode;
import contactimport.contact.Rules.OnConflict;
import contactimport.store.DatabaseFault;
import contactimport.store.Schema;
import contactimport.store.Schemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The database refuses a write: the line's fault, or everybody's. */
@ExtendWith(PostgresExtension.class)
class RefusalsIT {

    private static final String COLUMNS = "contact_identifier,name";

    @TempDir
    Path dir;

    @Test
    void lines_that_break_a_constraint_are_refused_and_their_neighbours_are_written(@Fresh TestDatabase db) {
        Trial.people(db, 1_003);
        db.sql("alter table contacts add constraint no_bad check (name <> 'bad')");
        Importer.Result result = run(db, 1_003, n -> n == 400 || n == 401 || n == 1_003);

        assertThat(result.report().run().proof().tally().updated()).isEqualTo(1_000);
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(refused(db)).containsExactly(401L, 402L, 1_004L);
        assertThat((String) db.value("select reason from contact_import.ledger where line = 401"))
                .contains("23514", "no_bad")
                .doesNotContain("'bad'", "Failing row");
        assertThat(db.value("select count(*) from contacts where name like 'N%'"))
                .isEqualTo(1_000L);
    }

    @Test
    void more_refused_lines_than_savepoints_in_a_transaction_cost_their_neighbours_nothing(@Fresh TestDatabase db) {
        Trial.people(db, 2_000);
        db.sql("alter table contacts add constraint no_bad check (name <> 'bad')");
        Importer.Result result = run(db, 2_000, n -> n % 130 == 0);

        assertThat(refused(db)).hasSize(15).allMatch(line -> (line - 1) % 130 == 0);
        assertThat(result.report().run().proof().tally().updated()).isEqualTo(1_985);
        assertThat(db.value("select count(*) from contacts where name like 'N%'"))
                .isEqualTo(1_985L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create trigger odd before update on contacts for each row when (new.name = 'bad')"
                        + " execute function public.raise()",
                "create trigger odd after update on contacts for each row when (new.name = 'bad')"
                        + " execute function public.raise()",
                "create constraint trigger odd after update on contacts deferrable initially deferred for each row"
                        + " when (new.name = 'bad') execute function public.raise()",
                "create trigger odd before update on contacts for each row when (new.name = 'bad')"
                        + " execute function public.swallow()",
            })
    void a_trigger_that_refuses_or_swallows_one_row_refuses_one_line(String trigger, @Fresh TestDatabase db) {
        Trial.people(db, 40);
        db.sql("create function public.raise() returns trigger language plpgsql as"
                + " $$ begin raise exception 'no: %', new.name; end $$");
        db.sql("create function public.swallow() returns trigger language plpgsql as"
                + " $$ begin return null; end $$");
        db.sql(trigger);
        Importer.Result result = run(db, 40, n -> n == 21);

        assertThat(refused(db)).containsExactly(22L);
        assertThat(result.report().run().proof().tally().updated()).isEqualTo(39);
        assertThat(db.value("select count(*) from contacts where name like 'N%'"))
                .isEqualTo(39L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "before delete on contacts for each row when (old.id = 1001)",
                "before update on contact_inboxes for each row when (old.source_id = 'p-gone')",
                "before insert on contact_inboxes for each row when (new.source_id = 'person-quite-new')",
                "before insert on contacts for each row when (new.name = 'New')",
                "before update on contacts for each row when (new.name = 'Taken')",
            })
    void a_write_that_a_trigger_swallows_leaves_nothing_of_its_line(String swallowed, @Fresh TestDatabase db) {
        Trial.people(db, 4);
        db.sql("update contacts set email = 'e' || id || '@lantern.example' where id > 1000");
        db.sql("update contact_inboxes set source_id = 'p-gone', contact_id = 999 where source_id = 'p-4'");
        db.sql("create function public.swallow() returns trigger language plpgsql as $$ begin return null; end $$");
        db.sql("create trigger odd " + swallowed + " execute function public.swallow()");
        try (Trial trial = Trial.of(db, dir).rules(Mode.UPSERT, OnConflict.MERGE)) {
            Importer.Result result = trial.run(
                    "contact_identifier,name,email",
                    List.of(
                            "p-1,Taken,e1002@lantern.example",
                            "p-gone,Found,",
                            "person-quite-new,New,",
                            "p-3,Other,e9999@lantern.example"));
            assertThat(result.report().run().proof().violations()).isEmpty();
            assertThat(result.report().run().proof().tally().rejected()).isEqualTo(1);
            assertThat(refused(db)).hasSize(1);
            boolean merged = !refused(db).contains(2L);
            assertThat(db.value("select count(*) from contacts where id = 1001"))
                    .isEqualTo(merged ? 0L : 1L);
            assertThat(db.value("select contact_id from contact_inboxes where source_id = 'p-1'"))
                    .isEqualTo(merged ? 1002L : 1001L);
            assertThat(db.value("select count(*) from contacts where name = 'New'"))
                    .isEqualTo(db.value("select count(*) from contact_inboxes where source_id = 'person-quite-new'"));
            assertThat(db.value("select count(*) from contacts where name = 'Found'"))
                    .isEqualTo(refused(db).contains(3L) ? 0L : 1L);
        }
    }

    @Test
    void what_a_trigger_makes_of_a_row_is_what_is_reported(@Fresh TestDatabase db) throws IOException {
        Trial.people(db, 3);
        db.sql("create function public.shout() returns trigger language plpgsql as"
                + " $$ begin new.name := upper(new.name) || '!'; return new; end $$");
        db.sql("create trigger shout before update on contacts for each row execute function public.shout()");
        Importer.Result result = run(db, 3, n -> n == 2);

        assertThat(db.value("select record ->> 'name' from contact_import.ledger where line = 3"))
                .isEqualTo("BAD!");
        assertThat(Files.readString(result.report().directory().resolve("updated.jsonl")))
                .contains("\"name\":\"BAD!\"", "\"name\":\"N1!\"");
    }

    @Test
    void what_refuses_every_line_is_not_the_lines_fault(@Fresh TestDatabase db) {
        Trial.people(db, 1_000);
        db.sql("alter table contacts add constraint frozen check (name like 'Person%') not valid");
        Importer.Result result = run(db, 1_000, n -> false);

        assertThat(result.exitCode()).isEqualTo(5);
        assertThat(result.report().run().status()).isEqualTo("failed");
        assertThat(result.report().run().proof().violations()).isEmpty();
        assertThat(result.report().run().proof().tally().rejected()).isLessThan(25);
        assertThat(result.trouble()).anySatisfy(t -> assertThat(t).contains("refuses too many lines", "frozen"));
        assertThat(db.sql("select status, error from contact_import.partition"))
                .singleElement()
                .satisfies(p -> assertThat((String) p.get("error")).contains("frozen"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"contacts", "contact_inboxes"})
    void a_sequence_behind_its_ids_is_found_before_anything_is_written(String table, @Fresh TestDatabase db) {
        Trial.people(db, 3);
        db.sql("select setval(pg_get_serial_sequence('" + table + "', 'id'), 5)");
        List<String> lines = List.of("somebody-quite-new,A", "p-1,B");
        try (Trial upsert = Trial.of(db, dir).rules(Mode.UPSERT, OnConflict.REJECT)) {
            assertThatThrownBy(() -> upsert.run(COLUMNS, lines))
                    .isInstanceOf(DatabaseFault.class)
                    .hasMessageContaining("table " + table)
                    .hasMessageContaining("select setval('public." + table + "_id_seq', (select max(id) from");
        }
        assertThat(db.value("select count(*) from contact_import.run")).isEqualTo(0L);
        try (Trial update = Trial.of(db, dir)) {
            assertThat(Trial.outcomes(db, update.run(COLUMNS, lines)))
                    .isEqualTo(Map.of(2L, "rejected CONTACT_NOT_FOUND", 3L, "updated"));
        }
    }

    @Test
    void a_sequence_that_falls_behind_during_the_run_is_no_lines_fault(@Fresh TestDatabase db) throws SQLException {
        Trial.people(db, 3);
        try (Connection agent = db.raw();
                Connection gate = Gates.onChunks(db);
                Trial trial = Trial.of(db, dir).rules(Mode.UPSERT, OnConflict.REJECT)) {
            Future<Importer.Result> running = trial.start(COLUMNS, List.of("somebody-quite-new,A", "p-1,B"));
            trial.untilItWaits(running);
            Trial.execute(agent, "select setval('public.contacts_id_seq', 1000)");
            gate.close();
            Importer.Result result = Trial.resultOf(running);

            assertThat(result.exitCode()).isEqualTo(5);
            assertThat(result.report().run().proof().tally().rejected()).isZero();
            assertThat(result.trouble()).anySatisfy(t -> assertThat(t).contains("public.contacts_id_seq"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"contacts", "contact_inboxes"})
    void a_missing_grant_is_no_lines_fault(String table, @Fresh TestDatabase db) {
        Trial.people(db, 3);
        String role = "clerk_of_" + db.name() + "_" + table;
        db.sql("create role " + role + " login; grant usage on schema public to " + role
                + "; grant all on all tables in schema public to " + role);
        Schema.grant(db.ownerDataSource(), Schemas.DEFAULT, role);
        try (Trial trial = Trial.of(db, dir).as(role)) {
            assertThat(trial.run(COLUMNS, List.of("p-3,with all grants")).exitCode())
                    .isZero();
            db.sql("revoke update on public." + table + " from " + role);
            Importer.Result result = trial.run(COLUMNS, List.of("p-1,A", "p-2,B"));
            assertThat(result.exitCode()).isEqualTo(5);
            assertThat(result.report().run().proof().tally().rejected()).isZero();
            assertThat(result.report().run().proof().tally().failed()).isEqualTo(2);
            assertThat(result.trouble())
                    .anySatisfy(t -> assertThat(t).contains("lacks a grant", "42501", "for table " + table));
            assertThat(db.sql(
                            "select sqlstate, from_line, to_line, failures from contact_import.partition where status ="
                                    + " 'failed'"))
                    .containsExactly(
                            java.util.Map.of("sqlstate", "42501", "from_line", 2L, "to_line", 3L, "failures", 1));
        } finally {
            db.sql("drop owned by " + role + "; drop role " + role);
        }
    }

    private Importer.Result run(TestDatabase db, int people, IntPredicate bad) {
        List<String> lines = IntStream.rangeClosed(1, people)
                .mapToObj(n -> "p-" + n + "," + (bad.test(n) ? "bad" : "N" + n))
                .toList();
        try (Trial trial = Trial.of(db, dir)) {
            Importer.Result result = trial.run(COLUMNS, lines);
            assertThat(result.report().run().proof().violations()).isEmpty();
            return result;
        }
    }

    private static List<Long> refused(TestDatabase db) {
        return db.sql("select line from contact_import.ledger where codes = 'DATABASE_REFUSED' order by line").stream()
                .map(row -> (Long) row.get("line"))
                .toList();
    }
}
