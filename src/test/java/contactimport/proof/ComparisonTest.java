package contactimport.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Whatever an engine gets wrong in rows or lines, the comparison finds it. */
class ComparisonTest {

    private static final int WORLDS = 40;
    static final String FROM = "2026-01-01T00:00:00";
    static final String NOW = "2026-01-01T00:00:01";
    static final String TO = "2026-01-01T00:00:02";

    /** Columns as the database has them: what a world leaves out, and what a new row holds unsaid. */
    static final Map<String, Row> DEFAULTS = Map.of(
            "contacts",
            Row.of("blocked", false, "last_name", "", "last_activity_at", null, "name", "", "account_id", 1)
                    .with("email", null)
                    .with("phone_number", null)
                    .with("identifier", null)
                    .with("contact_type", 0)
                    .with("location", "")
                    .with("country_code", "")
                    .with("additional_attributes", Map.of())
                    .with("custom_attributes", Map.of())
                    .with("created_at", WorldDatabase.OLD)
                    .with("updated_at", WorldDatabase.OLD),
            "contact_inboxes",
            Row.of("hmac_verified", false, "created_at", WorldDatabase.OLD, "updated_at", WorldDatabase.OLD));

    /** One world, the reference's answer, and an answer to be spoiled. */
    private static final class Trial {

        final Tables before;
        final Reference.Result expected;
        final List<Long> starts;
        final Tables actual;
        EngineResult result;

        Trial(World world) {
            before = complete(world.tables());
            expected = Reference.run(before, world.lines(), world.csv(), world.settings());
            starts = WorldFile.of(world).starts();
            actual = Echo.tables(expected.tables(), DEFAULTS, NOW);
            result = Echo.lines(expected.lines(), starts);
        }

        List<String> differences() {
            return Comparison.differences(
                    new Comparison.Run(before, FROM, TO), expected, starts, result, actual, DEFAULTS);
        }

        Trial withLine(Long number, LineResult line) {
            Map<Long, LineResult> lines = new LinkedHashMap<>(result.lines());
            lines.put(number, line);
            result = new EngineResult(result.status(), result.read(), result.unchanged(), lines);
            return this;
        }
    }

    /** The tables with the columns that a world leaves out. */
    static Tables complete(Tables world) {
        Tables complete = new Tables();
        for (String table : world.names()) {
            for (Row row : world.rows(table)) {
                Row full = DEFAULTS.getOrDefault(table, new Row()).copy();
                full.putAll(row);
                complete.add(table, full);
            }
        }
        return complete;
    }

    private static void forEveryWorld(Consumer<World> check) {
        for (long seed = 1; seed <= WORLDS; seed++) {
            World world = Worlds.random(seed);
            if (world.isImportable()) { // else no run begins, and its lines have no outcomes
                check.accept(world);
            }
        }
    }

    @Test
    void a_faithful_answer_has_no_differences() {
        forEveryWorld(world -> assertThat(new Trial(world).differences()).isEmpty());
    }

    @Test
    void a_changed_cell_is_found_in_every_column_of_every_table() {
        TreeSet<String> columns = new TreeSet<>();
        forEveryWorld(world -> {
            Trial trial = new Trial(world);
            for (String table : trial.actual.names()) {
                for (Row row : trial.actual.rows(table)) {
                    for (String column : List.copyOf(row.keySet())) {
                        Object value = row.get(column);
                        if (column.equals("id") && trial.before.find(table, row.id()) == null) {
                            continue; // any new id will do
                        }
                        row.put(column, other(value));
                        assertThat(trial.differences())
                                .as("%s.%s", table, column)
                                .isNotEmpty();
                        row.put(column, value);
                        columns.add(table + "." + column);
                    }
                }
            }
            assertThat(trial.differences()).isEmpty();
        });
        assertThat(columns)
                .contains("contacts.updated_at", "contacts.blocked", "contacts.custom_attributes", "contacts.location")
                .contains("contact_inboxes.pubsub_token", "contact_inboxes.hmac_verified", "contact_inboxes.updated_at")
                .contains("messages.sender_id", "notes.contact_id", "conversations.contact_id", "taggings.taggable_id")
                .contains("csat_survey_responses.contact_id", "active_storage_attachments.record_id", "tags.name");
    }

    private static Object other(Object value) {
        if (value instanceof Long n) {
            return n + 7_000_000;
        } else if (value instanceof Boolean flag) {
            return !flag;
        } else if (value instanceof Map<?, ?> map) {
            Map<Object, Object> more = new HashMap<>(map);
            more.put("spoiled", BigDecimal.ONE);
            return more;
        }
        return value == null ? "spoiled" : "!" + value;
    }

    @Test
    void a_text_that_became_null_is_found() {
        forEveryWorld(world -> {
            Trial trial = new Trial(world);
            for (String table : trial.actual.names()) {
                for (Row row : trial.actual.rows(table)) {
                    for (String column : List.copyOf(row.keySet())) {
                        Object value = row.get(column);
                        if (value != null && !value.equals(Map.of()) && !column.equals("id")) {
                            row.put(column, null);
                            assertThat(trial.differences())
                                    .as("%s.%s", table, column)
                                    .isNotEmpty();
                            row.put(column, value);
                        }
                    }
                }
            }
        });
    }

    @Test
    void a_missing_row_is_found() {
        forEveryWorld(world -> {
            for (String table : new Trial(world).actual.names()) {
                for (int i = 0; i < new Trial(world).actual.rows(table).size(); i++) {
                    Trial trial = new Trial(world);
                    trial.actual.rows(table).remove(i);
                    assertThat(trial.differences()).as(table).isNotEmpty();
                }
            }
        });
    }

    @Test
    void a_row_too_many_is_found() {
        forEveryWorld(world -> {
            for (String table : new Trial(world).actual.names()) {
                Trial trial = new Trial(world);
                if (!trial.actual.rows(table).isEmpty()) {
                    trial.actual.add(
                            table, trial.actual.rows(table).get(0).copy().with("id", 7_000_000));
                    assertThat(trial.differences()).as(table).isNotEmpty();
                }
            }
        });
    }

    @Test
    void a_number_rounded_in_its_last_digit_is_found() {
        World world = Worlds.parse("""
                csv lf mode=UPDATE match=source-id on-conflict=REJECT identifier=ASSIGN hmac=INBOX hmac-bind=true trim=true inbox= account= chunk=1 threads=1 partitions=1
                accounts {"id":1}
                channel_api {"id":1,"identifier":"box-1"}
                inboxes {"id":1,"account_id":1,"channel_id":1,"channel_type":"Channel::Api"}
                contacts {"id":1,"account_id":1,"name":"Ada","custom_attributes":{"n":12345678901234567890.10}}
                contact_inboxes {"id":1,"contact_id":1,"inbox_id":1,"source_id":"s1"}
                line {"inbox_identifier":"box-1","contact_identifier":"s1","name":"Bob"}
                """);
        Trial trial = new Trial(world);
        assertThat(trial.differences()).isEmpty();
        trial.actual.find("contacts", 1L).put("custom_attributes", Json.object("{\"n\":12345678901234567890.1}"));
        assertThat(trial.differences()).hasSize(1);
    }

    @Test
    void a_time_outside_the_run_is_found() {
        forEveryWorld(world -> {
            Trial trial = new Trial(world);
            for (Row row : trial.actual.rows("contacts")) {
                Object time = row.get("updated_at");
                row.put("updated_at", time.equals(NOW) ? "2026-01-01T00:00:03" : NOW);
                assertThat(trial.differences()).hasSize(1);
                row.put("updated_at", time);
            }
        });
    }

    @Test
    void another_outcome_code_warning_or_contact_is_found_in_every_line() {
        forEveryWorld(world -> new Trial(world).result.lines().forEach((number, line) -> {
            for (LineResult wrong : wrong(line, new Trial(world).actual)) {
                assertThat(new Trial(world).withLine(number, wrong).differences())
                        .isNotEmpty();
            }
        }));
    }

    private static List<LineResult> wrong(LineResult l, Tables actual) {
        List<LineResult> wrong = new ArrayList<>();
        for (String outcome : List.of("updated", "created", "merged", "unchanged", "rejected", "failed")) {
            if (!outcome.equals(l.outcome())) {
                wrong.add(new LineResult(outcome, l.codes(), l.warnings(), l.contact()));
            }
        }
        wrong.add(new LineResult(l.outcome(), l.codes() + "; MORE", l.warnings(), l.contact()));
        if (!l.isRejected()) {
            List<String> more = new ArrayList<>(l.warnings());
            more.add("NOT_LINKED");
            wrong.add(new LineResult(l.outcome(), l.codes(), more, l.contact()));
        }
        if (l.hasContact()) {
            // Nobody can tell which id somebody had who was created and is gone again.
            if (actual.find("contacts", l.contact()) != null) {
                wrong.add(new LineResult(l.outcome(), l.codes(), l.warnings(), l.contact() + 7_000_000));
            }
            wrong.add(new LineResult(l.outcome(), l.codes(), l.warnings(), null));
        }
        return wrong;
    }

    @Test
    void other_changes_in_the_ledger_are_found() {
        forEveryWorld(world -> new Trial(world).result.lines().forEach((number, line) -> {
            if (line.hasContact()) {
                Map<String, List<Object>> wrong = Map.of("name", List.of("Nobody's", "name"));
                LineResult told = new LineResult(line.outcome(), "", line.warnings(), line.contact(), wrong);
                assertThat(new Trial(world).withLine(number, told).differences())
                        .anyMatch(d -> d.contains("changes"));
            }
        }));
    }

    @Test
    void books_that_lack_what_an_absorption_did_are_found() {
        AtomicInteger absorbed = new AtomicInteger();
        forEveryWorld(world -> {
            Trial trial = new Trial(world);
            EngineResult r = trial.result;
            Books right = new Books();
            right.add(trial.expected.books());
            trial.result = new EngineResult(r.status(), r.read(), r.unchanged(), r.lines(), right);
            assertThat(trial.differences()).isEmpty();
            trial.result = new EngineResult(r.status(), r.read(), r.unchanged(), r.lines(), new Books());
            assertThat(trial.differences().isEmpty()).isEqualTo(right.absorbed().isEmpty());
            absorbed.addAndGet(right.absorbed().size());
        });
        assertThat(absorbed).hasPositiveValue();
    }

    @Test
    void a_missing_line_is_found_unless_it_was_unchanged() {
        forEveryWorld(world -> new Trial(world).result.lines().forEach((number, line) -> {
            Trial trial = new Trial(world);
            Map<Long, LineResult> lines = new LinkedHashMap<>(trial.result.lines());
            lines.remove(number);
            trial.result =
                    new EngineResult(trial.result.status(), trial.result.read(), trial.result.unchanged(), lines);
            boolean silent = line.toString().equals("unchanged");
            assertThat(trial.differences().isEmpty()).as(line.toString()).isEqualTo(silent);
        }));
    }

    @Test
    void a_line_too_many_or_wrong_sums_or_another_status_are_found() {
        forEveryWorld(world -> {
            assertThat(new Trial(world)
                            .withLine(7_000L, LineResult.rejected("CELL_COUNT"))
                            .differences())
                    .isNotEmpty();
            Trial trial = new Trial(world);
            EngineResult r = trial.result;
            for (EngineResult wrong : List.of(
                    new EngineResult("failed", r.read(), r.unchanged(), r.lines()),
                    new EngineResult(r.status(), r.read() + 1, r.unchanged(), r.lines()),
                    new EngineResult(r.status(), r.read(), r.unchanged() + 1, r.lines()))) {
                trial.result = wrong;
                assertThat(trial.differences()).hasSize(1);
            }
        });
    }

    @Test
    void two_created_contacts_may_swap_their_ids_but_not_their_rows() {
        World world = Worlds.parse("""
                csv lf mode=UPSERT match=source-id on-conflict=REJECT identifier=ASSIGN hmac=INBOX hmac-bind=true trim=true inbox= account= chunk=1 threads=1 partitions=1
                channel_api {"id":1,"identifier":"box-1"}
                inboxes {"id":1,"account_id":1,"channel_id":1,"channel_type":"Channel::Api"}
                line {"inbox_identifier":"box-1","contact_identifier":"s1","name":"Ada"}
                line {"inbox_identifier":"box-1","contact_identifier":"s2","name":"Bob"}
                """);
        Trial swapped = new Trial(world);
        swap(swapped.actual.rows("contacts"), "id");
        assertThat(swapped.differences()).as("rows alone").isNotEmpty();
        swap(swapped.actual.rows("contact_inboxes"), "contact_id");
        LineResult first = swapped.result.lines().get(2L);
        LineResult second = swapped.result.lines().get(3L);
        swapped.withLine(2L, second).withLine(3L, first);
        assertThat(swapped.differences()).as("rows, links and lines").isEmpty();
        swap(swapped.actual.rows("contact_inboxes"), "contact_id");
        assertThat(swapped.differences()).as("links to the wrong one").isNotEmpty();
        swap(swapped.actual.rows("contact_inboxes"), "contact_id");
        swapped.withLine(3L, second);
        assertThat(swapped.differences()).as("two for one").isNotEmpty();
    }

    private static void swap(List<Row> rows, String column) {
        Object first = rows.get(0).get(column);
        rows.get(0).put(column, rows.get(1).get(column));
        rows.get(1).put(column, first);
    }
}
