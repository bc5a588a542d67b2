package contactimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.PostgresExtension;
import contactimport.PostgresExtension.Fresh;
import contactimport.TestDatabase;
import contactimport.store.Schema;
import contactimport.store.Schemas;
import contactimport.store.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a check does to a database, which is nothing, and what it says. */
@ExtendWith(PostgresExtension.class)
class CheckCommandIT {

    /** Updates, creates, links, merges (3 and 4 are one person), clears a derived column, rejects, twice the same person. */
    private static final String LINES = """
            inbox_identifier,contact_identifier,identifier,name,email,phone_number,custom_attributes.tier
            demo-lantern-crm,demo-crm-bruno,,Bruno T.,,,gold
            demo-lantern-crm,new-person-with-a-long-id,crm-2001,Zoe,zoe@lantern.example,,
            demo-lantern-crm,,,Zoe Q.,zoe@lantern.example,,silver
            demo-lantern-crm,demo-crm-chiara-phone,,,chiara@lantern.example,,
            demo-lantern-crm,demo-crm-gone,,Back again,,,
            demo-lantern-crm,demo-crm-farid,,,not an address,,
            demo-lantern-crm,demo-crm-greta,,Greta Lind,greta@lantern.example,,
            demo-lantern-crm,demo-crm-bruno,,Bruno Tavares,,,platinum
            """;

    private static final String[] RULES = {"--mode", "upsert", "--on-conflict", "merge"};
    private static final List<String> PLATFORM = List.of(
            "contacts",
            "contact_inboxes",
            "conversations",
            "messages",
            "notes",
            "csat_survey_responses",
            "taggings",
            "tags",
            "active_storage_attachments");

    @TempDir
    Path dir;

    @Test
    void it_says_what_an_import_then_does(@Fresh TestDatabase db) throws Exception {
        people(db);
        Path file = file(LINES);
        var check = run(db, "check", file, RULES);
        assertThat(check.exit()).as(check.err()).isEqualTo(3);
        JsonNode forecast = JsonMapper.shared().readTree(check.out());
        assertThat(counts(forecast))
                .isEqualTo("read 8: 3 updated, 2 created, 1 merged, 1 unchanged, 1 rejected, 0 failed");
        assertThat(forecast.get("dry_run").booleanValue()).isTrue();
        assertThat(check.err())
                .contains("This was a check: no contact was changed.")
                .contains("Constraints and triggers of the database were not exercised")
                .contains(
                        "Plan fingerprint: " + forecast.get("plan_fingerprint").stringValue());
        var done = run(db, "import", file, RULES);
        assertThat(done.exit()).isEqualTo(3);
        assertThat(counts(JsonMapper.shared().readTree(done.out()))).isEqualTo(counts(forecast));
        assertThat(done.out()).doesNotContain("dry_run");
    }

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
    void an_import_that_expects_a_plan_is_refused_once_a_contact_was_edited(@Fresh TestDatabase db) throws Exception {
        people(db);
        Path file = file(LINES);
        String plan = fingerprint(run(db, "check", file, RULES));
        db.sql("update contacts set updated_at = now(), last_activity_at = now()");
        assertThat(fingerprint(run(db, "check", file, RULES)))
                .as("times do not count")
                .isEqualTo(plan);
        db.sql("update contacts set name = 'Bruno T.' where id = 2");
        List<String> before = physical(db);
        var refused = run(db, "import", file, with(RULES, "--expect-plan", plan));
        assertThat(refused.exit()).isEqualTo(4);
        JsonNode summary = JsonMapper.shared().readTree(refused.out());
        assertThat(summary.get("status").stringValue()).isEqualTo("guarded");
        assertThat(summary.get("expected_fingerprint").stringValue()).isEqualTo(plan);
        assertThat(summary.get("plan_fingerprint").stringValue()).isNotEqualTo(plan);
        assertThat(refused.err()).contains("It is not the expected one").contains("updated.jsonl");
        assertThat(physical(db)).isEqualTo(before);

        db.sql("update contacts set name = 'Bruno Tavares' where id = 2");
        var done = run(db, "import", file, with(RULES, "--expect-plan", plan));
        assertThat(done.exit()).as(done.err()).isEqualTo(3);
        assertThat(done.out()).doesNotContain("dry_run");
        assertThat(db.value("select count(*) from contacts where name = 'Zoe Q.'"))
                .isEqualTo(1L);
        try (Stream<Path> reports = Files.list(dir.resolve("reports"))) {
            assertThat(reports.filter(p -> Files.exists(p.resolve("updated.jsonl")))
                            .count())
                    .as("two checks, the refused one, and the import, but not the check before it")
                    .isEqualTo(4L);
        }
    }

    @Test
    void constraints_and_triggers_have_their_say_only_with_write(@Fresh TestDatabase db) throws Exception {
        people(db);
        db.sql(
                "create function public.no_gold() returns trigger language plpgsql as $$ begin"
                        + " if new.custom_attributes ->> 'tier' = 'gold' then raise exception 'no gold'; end if; return new; end $$");
        db.sql("create trigger no_gold before update on contacts for each row execute function public.no_gold()");
        Path file = file(LINES);
        // Of two lines for one person in one chunk only the result is written.
        String[] rules = with(RULES, "--chunk", "1");
        JsonNode blind =
                JsonMapper.shared().readTree(run(db, "check", file, rules).out());
        assertThat(counts(blind)).contains("3 updated").contains("1 rejected");
        List<String> before = contents(db);
        var check = run(db, "check", file, with(rules, "--write"));
        JsonNode forecast = JsonMapper.shared().readTree(check.out());
        assertThat(contents(db)).isEqualTo(before);
        assertThat(forecast.get("rejects_by_code").toString()).contains("\"DATABASE_REFUSED\":1");
        assertThat(check.err()).contains("rolled back").doesNotContain("were not exercised");
        assertThat(counts(JsonMapper.shared()
                        .readTree(run(db, "import", file, rules).out())))
                .isEqualTo(counts(forecast));
    }

    @Test
    void it_counts_what_would_be_cleared(@Fresh TestDatabase db) throws Exception {
        people(db);
        db.sql("update contacts set location = 'Lisbon' where id = 2");
        var check = run(db, "check", file(LINES), RULES);
        assertThat(JsonMapper.shared()
                        .readTree(check.out())
                        .get("cleared_by_field")
                        .toString())
                .isEqualTo("{\"location\":1}");
        assertThat(check.err()).contains("Lines that would clear a value, by field: location 1.");
    }

    @Test
    void a_run_that_is_unfinished_in_the_same_accounts_is_told_and_does_not_stop_it(@Fresh TestDatabase db)
            throws Exception {
        people(db);
        for (int account : List.of(1, 2)) {
            db.sql("insert into contact_import.run (id, file_name, file_size, sha256, format, settings, fingerprint,"
                    + " accounts, status, started_at) values ('run-in-" + account
                    + "', 'a.csv', 1, '', 'csv', '{}', '',"
                    + " array[" + account + "], 'interrupted', now())");
        }
        var check = run(db, "check", file(LINES), RULES);
        assertThat(check.exit()).isEqualTo(3);
        assertThat(JsonMapper.shared()
                        .readTree(check.out())
                        .get("unfinished_runs")
                        .toString())
                .isEqualTo("[\"run-in-1\"]");
        assertThat(check.err()).contains("Run run-in-1 is unfinished in the same accounts");
    }

    @Test
    void a_file_that_cannot_be_imported_cannot_be_checked(@Fresh TestDatabase db) throws Exception {
        people(db);
        Path file = file("inbox_identifier,contact_identifier,name\nno-such-inbox,x,X\n");
        var check = run(db, "check", file);
        assertThat(check.exit()).isEqualTo(2);
        assertThat(check.err()).contains("none of its lines finds its inbox");
        assertThat(rows(db)).allMatch(r -> r.endsWith(" 0") || r.contains("flyway"));
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

    @Test
    void dry_run_is_another_name_for_it_and_options_that_do_not_fit_are_refused(@Fresh TestDatabase db)
            throws Exception {
        people(db);
        Path file = file(LINES);
        assertThat(run(db, "import", file, with(RULES, "--dry-run")).out()).contains("\"dry_run\":true");
        assertThat(run(db, "import", file, "--write").err()).contains("only a check writes and rolls back");
        assertThat(run(db, "import", file, "--expect-plan", "abc").err()).contains("expected the 64 hex digits");
        assertThat(run(db, "import", file, "--expect-plan", "0".repeat(64), file.toString())
                        .err())
                .contains("give one file");
        assertThat(db.value("select count(*) from contact_import.run")).isEqualTo(0L);
    }

    // ---- fixtures ----

    private static void people(TestDatabase db) {
        db.withPeople();
        db.sql("select setval(pg_get_serial_sequence('contacts', 'id'), 1000),"
                + " setval(pg_get_serial_sequence('contact_inboxes', 'id'), 1000)");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(dir.resolve("lines.csv"), text);
    }

    private CliFixture.Result run(TestDatabase db, String command, Path file, String... options) {
        return run(new CliFixture(dir).with(db.target()), command, file, options);
    }

    private CliFixture.Result run(CliFixture cli, String command, Path file, String... options) {
        List<String> all = new ArrayList<>(List.of(
                command, "--json", "--report-dir", dir.resolve("reports").toString(), file.toString()));
        all.addAll(List.of(options));
        return cli.run(all.toArray(new String[0]));
    }

    private static String[] with(String[] options, String... more) {
        return Stream.concat(Stream.of(options), Stream.of(more)).toArray(String[]::new);
    }

    private static String fingerprint(CliFixture.Result check) {
        return JsonMapper.shared().readTree(check.out()).get("plan_fingerprint").stringValue();
    }

    private static String counts(JsonNode summary) {
        return "read " + summary.get("read") + ": "
                + Stream.of("updated", "created", "merged", "unchanged", "rejected", "failed")
                        .map(name -> summary.get(name) + " " + name)
                        .collect(Collectors.joining(", "));
    }

    /** Where every row of the platform lies and who wrote it, and what the sequences gave out last. */
    private static List<String> physical(TestDatabase db) {
        List<String> all = new ArrayList<>();
        for (String table : PLATFORM) {
            texts(
                            db,
                            "select concat_ws(' ', '" + table + "', ctid, xmin, xmax) as t from public." + table
                                    + " order by ctid")
                    .forEach(all::add);
        }
        all.addAll(texts(
                db,
                "select sequencename || ' ' || coalesce(last_value, 0) as t from pg_sequences"
                        + " where schemaname = 'public' order by 1"));
        return all;
    }

    private static List<String> contents(TestDatabase db) {
        List<String> all = new ArrayList<>();
        for (String table : PLATFORM) {
            all.addAll(texts(db, "select to_jsonb(t)::text as t from public." + table + " t order by id"));
        }
        return all;
    }

    /** How many rows each of our own tables has; Spring Batch's are among them. */
    private static List<String> rows(TestDatabase db) {
        return texts(
                        db,
                        "select relname as t from pg_class where relnamespace = 'contact_import'::regnamespace"
                                + " and relkind in ('r', 'p') order by 1")
                .stream()
                .map(table -> table + " " + db.value("select count(*) from contact_import." + table))
                .toList();
    }

    /** Temporary tables of anybody. */
    private static List<String> relics(TestDatabase db) {
        return texts(db, "select relname as t from pg_class where relpersistence = 't' order by 1");
    }

    private static List<String> texts(TestDatabase db, String sql) {
        return db.sql(sql).stream()
                .map(Map::values)
                .map(v -> String.valueOf(v.iterator().next()))
                .toList();
    }
}
