package contactimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.PostgresExtension;
import contactimport.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command as a user gives it, over the people of the demo. */
@ExtendWith(PostgresExtension.class)
class ImportCommandIT {

    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir
    Path dir;

    private final TestDatabase db;
    private CliFixture cli;

    ImportCommandIT(TestDatabase db) {
        this.db = db;
    }

    @BeforeEach
    void people() {
        db.sql("truncate accounts, channel_api, inboxes, contacts, contact_inboxes, conversations, messages, notes,"
                + " csat_survey_responses, tags, taggings, active_storage_blobs, active_storage_attachments");
        db.withPeople();
        db.newIdsBehind(1000);
        cli = new CliFixture(dir).with(db.target());
    }

    @Test
    void every_line_ends_in_one_outcome_and_the_sums_are_proved() throws Exception {
        Path file = file("mixed.csv", """
                inbox_identifier,contact_identifier,name,email,custom_attributes.tier
                demo-lantern-crm,demo-crm-bruno,Bruno T.,,gold
                demo-lantern-crm,demo-crm-greta,Greta Lind,greta@lantern.example,
                demo-lantern-crm,nobody,X,,
                demo-lantern-crm,demo-crm-dagny,,bruno@lantern.example,
                demo-lantern-app,demo-app-bruno,unsigned in a mandatory inbox,,
                """);
        var result = run(file);
        assertThat(result.exit()).isEqualTo(3);
        JsonNode summary = JSON.readTree(result.out());
        assertThat(summary.get("status").stringValue()).isEqualTo("completed_with_rejects");
        assertThat(counts(summary)).containsExactly(5, 1, 0, 0, 1, 3, 0);
        assertThat(summary.get("rejects_by_code").toString())
                .isEqualTo("{\"CONFLICT_EMAIL\":1,\"CONTACT_NOT_FOUND\":1,\"HMAC_REQUIRED\":1}");
        assertThat(result.err()).contains("The sums hold");
        assertThat(db.sql("select name, custom_attributes ->> 'tier' as tier from contacts where id = 2"))
                .containsExactly(Map.of("name", "Bruno T.", "tier", "gold"));
    }

    @Test
    void the_record_of_an_updated_line_has_the_fields_of_the_endpoint_labels_included() throws Exception {
        db.sql("delete from taggings where taggable_type = 'Contact' and taggable_id = 2");
        db.sql("insert into taggings (tag_id, taggable_type, taggable_id, context, created_at)"
                + " values ((select id from tags where name = 'vip'), 'Contact', 2, 'labels', now())");
        run(file("one.csv", "inbox_identifier,contact_identifier,name\ndemo-lantern-crm,demo-crm-bruno,Bruno B.\n"));
        JsonNode line = JSON.readTree(report("updated.jsonl").get(0));
        assertThat(line.get("line").intValue()).isEqualTo(2);
        assertThat(line.get("changes").get("name").toString()).isEqualTo("[\"Bruno Tavares\",\"Bruno B.\"]");
        assertThat(line.get("changes").propertyNames())
                .as("what is derived is written too: here '' became NULL")
                .containsExactlyInAnyOrder("name", "location", "country_code");
        JsonNode contact = line.get("contact");
        assertThat(contact.propertyNames())
                .containsExactlyInAnyOrder(
                        "id",
                        "name",
                        "email",
                        "phone_number",
                        "identifier",
                        "blocked",
                        "additional_attributes",
                        "custom_attributes",
                        "contact_type",
                        "country_code",
                        "last_activity_at",
                        "created_at",
                        "updated_at",
                        "last_name",
                        "middle_name",
                        "location",
                        "account_id",
                        "company_id",
                        "label_list");
        assertThat(contact.get("label_list").toString()).isEqualTo("[\"vip\"]");
        assertThat(contact.get("contact_type").stringValue()).isEqualTo("lead");
        assertThat(contact.get("created_at").stringValue()).isEqualTo("2026-01-10T08:01:00.000Z");
        assertThat(contact.get("updated_at").stringValue())
                .isNotEqualTo("2026-02-02T10:00:00.000Z")
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    }

    @Test
    void a_file_imported_again_changes_nothing_not_even_updated_at() throws Exception {
        Path file = file(
                "again.csv", "inbox_identifier,contact_identifier,name\ndemo-lantern-crm,demo-crm-bruno,Bruno C.\n");
        run(file);
        Object written = db.sql("select xmin::text, updated_at from contacts where id = 2")
                .get(0);
        assertThat(counts(JSON.readTree(run(file).out()))).containsExactly(1, 0, 0, 0, 1, 0, 0);
        assertThat(db.sql("select xmin::text, updated_at from contacts where id = 2")
                        .get(0))
                .isEqualTo(written);
    }

    @Test
    void rejected_rows_come_back_in_their_order_and_import_again_when_corrected() throws Exception {
        run(file("bad.csv", """
                inbox_identifier,contact_identifier,email
                demo-lantern-crm,demo-crm-greta,no address
                demo-lantern-crm,demo-crm-bruno,"none, too"
                """));
        List<String> rejected = report("rejected.csv");
        assertThat(rejected.get(0))
                .isEqualTo(
                        "inbox_identifier,contact_identifier,email,_import_run,_import_line,_import_code,_import_reason");
        assertThat(rejected.get(1))
                .startsWith("demo-lantern-crm,demo-crm-greta,no address,")
                .contains(",2,EMAIL_INVALID,");
        assertThat(rejected.get(2))
                .startsWith("demo-lantern-crm,demo-crm-bruno,\"none, too\",")
                .contains(",3,");
        String corrected = String.join("\n", rejected)
                .replace("no address", "greta.lind@lantern.example")
                .replace("\"none, too\"", "bruno@lantern.example");
        var again = run(file("corrected.csv", corrected + "\n"));
        assertThat(again.exit()).isZero();
        assertThat(counts(JSON.readTree(again.out()))).containsExactly(2, 1, 0, 0, 1, 0, 0);
    }

    @Test
    void a_file_none_of_whose_lines_finds_its_inbox_is_the_wrong_database() throws Exception {
        Object runs = db.value("select count(*) from contact_import.run");
        var result = run(file("other.csv", "inbox_identifier,contact_identifier,name\nelsewhere,x,y\nelsewhere,z,y\n"));
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err())
                .contains("none of its lines finds its inbox")
                .contains(db.name())
                .contains("inboxes");
        assertThat(db.value("select count(*) from contact_import.run")).isEqualTo(runs);
    }

    @Test
    void several_files_are_several_runs_in_order_and_the_first_that_cannot_be_read_ends_the_command() throws Exception {
        Path first = file("1.csv", "inbox_identifier,contact_identifier,name\ndemo-lantern-crm,demo-crm-bruno,First\n");
        Path second = file("2.jsonl", """
                {"inbox_identifier":"demo-lantern-crm","contact_identifier":"demo-crm-bruno","name":"Second"}
                """);
        assertThat(run(first, second).exit()).isZero();
        assertThat(db.value("select name from contacts where id = 2")).isEqualTo("Second");
        assertThat(run(first, dir.resolve("missing.csv"), second).exit()).isEqualTo(2);
        assertThat(db.value("select name from contacts where id = 2")).isEqualTo("First");
    }

    @Test
    void rejects_that_are_accepted_leave_the_exit_code_0_and_the_summary_says_why_they_are_there() throws Exception {
        Path file = file(
                "r.csv",
                "inbox_identifier,contact_identifier,name\ndemo-lantern-crm,nobody,X\ndemo-lantern-crm,demo-crm-greta,G\n");
        assertThat(run("--accept", "rejects", file.toString()).exit()).isZero();
        assertThat(run("--accept", "rejects=1", file.toString()).exit()).isZero();
        assertThat(run("--accept", "rejects=0", file.toString()).exit()).isEqualTo(3);
        assertThat(run("--accept", "rejects=10%", file.toString()).exit()).isEqualTo(3);
        assertThat(run("--accept", "rejects=50%", file.toString()).err()).contains("CONTACT_NOT_FOUND");
    }

    @Test
    void policy_drop_leaves_the_key_with_its_owner_and_says_so() throws Exception {
        Path file = file("drop.csv", """
                inbox_identifier,contact_identifier,name,email
                demo-lantern-crm,demo-crm-dagny,Dagny H.,bruno@lantern.example
                """);
        var result = run("--on-conflict", "drop", file.toString());
        assertThat(result.exit()).isZero();
        assertThat(db.sql("select name, email from contacts where id = 5"))
                .containsExactly(Map.of("name", "Dagny H.", "email", "dagny@lantern.example"));
        assertThat(report("warnings.jsonl")).hasSize(1);
        assertThat(report("warnings.jsonl").get(0)).contains("EMAIL_DROPPED").contains("contact 2");
    }

    @Test
    void policy_merge_absorbs_and_everything_follows() throws Exception {
        Path file = file("merge.csv", """
                inbox_identifier,contact_identifier,email
                demo-lantern-crm,demo-crm-chiara-phone,chiara@lantern.example
                """);
        Object talks = db.value("select count(*) from conversations where contact_id in (3, 4)");
        var result = run("--on-conflict", "merge", file.toString());
        assertThat(result.exit()).isZero();
        assertThat(counts(JSON.readTree(result.out()))).containsExactly(1, 0, 0, 1, 0, 0, 0);
        assertThat(db.sql("select from contacts where id = 3")).isEmpty();
        assertThat(db.sql("select phone_number, name, email from contacts where id = 4"))
                .containsExactly(Map.of(
                        "phone_number", "+393330000003", "name", "Chiara N.", "email", "chiara@lantern.example"));
        assertThat(db.value("select count(*) from conversations where contact_id = 4"))
                .isEqualTo(talks);
        assertThat(db.sql("select from contact_inboxes where contact_id = 3")).isEmpty();
    }

    @Test
    void policy_merge_waits_until_every_unknown_reference_is_named() throws Exception {
        db.sql("create table public.loyalty_cards (card text primary key, contact_id bigint);"
                + " grant select, update on public.loyalty_cards to public");
        try {
            db.sql("insert into loyalty_cards values ('c-3', 3), ('c-4', 4)");
            Path file = file("fork.csv", """
                    inbox_identifier,contact_identifier,email
                    demo-lantern-crm,demo-crm-chiara-phone,chiara@lantern.example
                    """);
            var refused = run("--on-conflict", "merge", file.toString());
            assertThat(refused.exit()).isEqualTo(2);
            assertThat(refused.err()).contains("loyalty_cards.contact_id").contains("--reference");
            assertThat(db.sql("select from contacts where id = 3")).hasSize(1);
            var merged =
                    run("--on-conflict", "merge", "--reference", "loyalty_cards.contact_id=repoint", file.toString());
            assertThat(merged.exit()).isZero();
            assertThat(db.value("select count(*) from loyalty_cards where contact_id = 4"))
                    .isEqualTo(2L);
            assertThat(db.value("select dropped #>> '{0,card}' from contact_import.moved where tbl like '%loyalty%'"))
                    .isEqualTo("c-3");
        } finally {
            db.sql("drop table public.loyalty_cards");
        }
    }

    @Test
    void upsert_creates_once_and_finds_the_second_time() throws Exception {
        Path file = file("new.csv", """
                inbox_identifier,contact_identifier,identifier,email,name
                demo-lantern-crm,a-long-source-id-0001,crm-9001,new@lantern.example,New One
                demo-lantern-crm,,crm-9002,newer@lantern.example,Newer One
                """);
        assertThat(counts(JSON.readTree(run("--mode", "upsert", file.toString()).out())))
                .containsExactly(2, 0, 2, 0, 0, 0, 0);
        Object links = db.value("select count(*) from contact_inboxes");
        assertThat(counts(JSON.readTree(run("--mode", "upsert", file.toString()).out())))
                .containsExactly(2, 0, 0, 0, 2, 0, 0);
        assertThat(db.value("select count(*) from contact_inboxes")).isEqualTo(links);
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(dir.resolve(name), text);
    }

    private CliFixture.Result run(Path... files) {
        return run(Stream.of(files).map(Path::toString).toArray(String[]::new));
    }

    private CliFixture.Result run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(
                "import", "--json", "--report-dir", dir.resolve("reports").toString()));
        all.addAll(List.of(arguments));
        return cli.run(all.toArray(String[]::new));
    }

    private static List<Integer> counts(JsonNode summary) {
        return Stream.of("read", "updated", "created", "merged", "unchanged", "rejected", "failed")
                .map(name -> summary.get(name).intValue())
                .toList();
    }

    /** A file of the newest report. */
    private List<String> report(String name) throws IOException {
        String id = (String) db.value("select id from contact_import.run order by no desc limit 1");
        return Files.readAllLines(dir.resolve("reports").resolve(id).resolve(name));
    }
}
