package contactimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.PostgresExtension.Fresh;
import contactimport.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a check says, what it refuses, and what its import then does. */
class CheckCommandIT extends Checks {

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
                .contains("Next: correct these lines in " + file)
                .doesNotContain("contact-import import")
                .contains(
                        "Plan fingerprint: " + forecast.get("plan_fingerprint").stringValue());
        var done = run(db, "import", file, RULES);
        assertThat(done.exit()).isEqualTo(3);
        assertThat(counts(JsonMapper.shared().readTree(done.out()))).isEqualTo(counts(forecast));
        assertThat(done.out()).doesNotContain("dry_run");
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

    private static String fingerprint(CliFixture.Result check) {
        return JsonMapper.shared().readTree(check.out()).get("plan_fingerprint").stringValue();
    }
}
