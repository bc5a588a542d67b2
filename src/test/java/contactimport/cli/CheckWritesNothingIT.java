package contactimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.PostgresExtension.Fresh;
import contactimport.TestDatabase;
import contactimport.store.Schema;
import contactimport.store.Schemas;
import contactimport.store.Target;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What a check does to a database, which is nothing. */
class CheckWritesNothingIT extends Checks {

    @Test
    void no_row_of_the_platform_is_waited_for_written_or_locked_and_no_id_is_taken(@Fresh TestDatabase db)
            throws Exception {
        people(db);
        Path file = file(LINES);
        db.sql("create function public.refuse() returns trigger language plpgsql as"
                + " $$ begin raise exception 'a platform table was written'; end $$");
        for (String table : PLATFORM) {
            db.sql("create trigger refuse before insert or update or delete or truncate on public." + table
                    + " for each statement execute function public.refuse()");
        }
        try (Connection other = db.raw();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            for (String table : List.of("contacts", "contact_inboxes", "conversations", "taggings")) {
                statement.execute("select from public." + table + " for update");
            }
            statement.execute("lock table contacts, contact_inboxes in share row exclusive mode");
            List<String> before = physical(db);
            var check = run(db, "check", file, RULES);
            assertThat(check.exit()).as(check.err()).isEqualTo(3);
            assertThat(check.err()).contains("The sums hold");
            assertThat(physical(db)).isEqualTo(before);
        }
    }

    @Test
    void the_role_needs_no_more_than_to_read_the_platform(@Fresh TestDatabase db) throws Exception {
        people(db);
        String role = "reader_of_" + db.name();
        db.sql("create role " + role + " login; grant usage on schema public to " + role
                + "; grant select on all tables in schema public to " + role
                + "; grant usage on all sequences in schema public to " + role);
        Schema.grant(db.ownerDataSource(), Schemas.DEFAULT, role);
        try {
            Target target = new Target(db.url(), role, null, db.name());
            var check = run(new CliFixture(dir).with(target), "check", file(LINES), RULES);
            assertThat(check.exit()).as(check.err()).isEqualTo(3);
            assertThat(counts(JsonMapper.shared().readTree(check.out()))).contains("3 updated, 2 created, 1 merged");
        } finally {
            db.sql("drop owned by " + role + "; drop role " + role);
        }
    }

    @Test
    void it_leaves_nothing_behind(@Fresh TestDatabase db) throws Exception {
        people(db);
        List<String> before = rows(db);
        run(db, "check", file(LINES), RULES);
        run(db, "check", file(LINES), with(RULES, "--write"));
        assertThat(rows(db)).isEqualTo(before);
        assertThat(relics(db)).isEmpty();
    }

    @Test
    void a_check_that_is_killed_leaves_nothing_behind_either(@Fresh TestDatabase db) throws Exception {
        people(db);
        Path file = file(LINES);
        List<String> before = rows(db);
        try (Connection keeper = db.raw();
                var statement = keeper.createStatement()) {
            keeper.setAutoCommit(false);
            // The look at the contacts waits for this, in the middle of the check.
            statement.execute("lock table taggings in access exclusive mode");
            var check = CompletableFuture.supplyAsync(() -> run(db, "check", file, "--mode", "upsert"));
            String waiting = "from pg_stat_activity where datname = current_database()"
                    + " and application_name = 'contact-import' and wait_event_type = 'Lock'";
            while (db.value("select count(*) " + waiting).equals(0L)) {
                assertThat(check).isNotDone();
            }
            assertThat(relics(db)).as("a check is under way").isNotEmpty();
            db.sql("select pg_terminate_backend(pid, 60000) " + waiting);
            assertThat(check.get().exit()).isEqualTo(2);
            assertThat(check.get().err()).contains("Nothing was changed; check the file again");
        }
        assertThat(rows(db)).isEqualTo(before);
        assertThat(relics(db)).isEmpty();
    }

    @Test
    void a_sequence_that_is_behind_is_found_without_taking_an_id(@Fresh TestDatabase db) throws Exception {
        people(db);
        db.sql("select setval(pg_get_serial_sequence('contacts', 'id'), 5)");
        var check = run(db, "check", file(LINES), RULES);
        assertThat(check.exit()).isEqualTo(2);
        assertThat(check.err()).contains("is behind the ids of table contacts");
        assertThat(db.value("select last_value from contacts_id_seq")).isEqualTo(5L);
    }

    /** Temporary tables of anybody. */
    private static List<String> relics(TestDatabase db) {
        return texts(db, "select relname as t from pg_class where relpersistence = 't' order by 1");
    }
}
