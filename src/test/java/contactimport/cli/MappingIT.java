package contactimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.PostgresExtension;
import contactimport.PostgresExtension.Fresh;
import contactimport.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Mapping files from the command line to the database. */
@ExtendWith(PostgresExtension.class)
class MappingIT {

    private static final String KEY = "a key of the test that nobody else has";

    @TempDir
    Path dir;

    private final TestDatabase db;

    MappingIT(@Fresh TestDatabase db) {
        this.db = db;
    }

    @BeforeEach
    void people() {
        db.sql("truncate contacts, contact_inboxes, accounts, channel_api, inboxes, conversations, messages, notes,"
                + " csat_survey_responses, tags, taggings, active_storage_blobs, active_storage_attachments");
        db.withPeople();
        db.sql("select setval(pg_get_serial_sequence('contacts', 'id'), 1000),"
                + " setval(pg_get_serial_sequence('contact_inboxes', 'id'), 1000)");
    }

    @Test
    void a_mapping_file_fills_fields_and_its_text_is_kept_with_the_run() throws Exception {
        Path mapping = file("crm.yml", """
                inbox: demo-lantern-crm
                match: [source-id, custom_attributes.crm_id, email]
                fields:
                  contact_identifier: derive(Record)
                  name: {join: [First, Last]}
                  email: Mail
                  custom_attributes.crm_id: Record
                  custom_attributes.origin: {constant: crm}
                ignore: [Owner]
                """);
        Path csv = file("people.csv", "Record,First,Last,Mail,Owner\n7,Jo,Kay,jo@kay.example,Robin\n");
        JsonNode summary = imported(0, csv, "--mode", "upsert", "--mapping", mapping.toString());
        assertThat(summary.get("created").asLong()).isEqualTo(1);
        assertThat(summary.at("/settings/mapping/fields/name/join/0/column").stringValue())
                .isEqualTo("First");
        assertThat(summary.at("/settings/mapping_name").stringValue()).isEqualTo("crm");
        assertThat(summary.toString()).doesNotContain(KEY);
        assertThat(db.sql("select name, custom_attributes::text as custom, length(source_id) as length from contacts c"
                        + " join contact_inboxes l on l.contact_id = c.id where email = 'jo@kay.example'"))
                .containsExactly(
                        Map.of("name", "Jo Kay", "custom", "{\"crm_id\": \"7\", \"origin\": \"crm\"}", "length", 43));
        assertThat(imported(0, csv, "--mode", "upsert", "--mapping", mapping.toString())
                        .get("unchanged")
                        .asLong())
                .isEqualTo(1);
    }

    @Test
    void a_check_shows_the_mapping_with_the_first_rows_and_everybody_is_told_what_it_leaves_out() throws Exception {
        Path mapping = file("crm.yml", """
                title: our CRM
                inbox: demo-lantern-crm
                fields:
                  contact_identifier: Id
                  name: {join: [First, Last]}
                ignore: [Owner, Team]
                """);
        Path csv = file("people.csv", "Id,First,Last,Owner,Team,email\ndemo-crm-bruno,Jo,Kay,R,T,jo@kay.example\n");
        CliFixture cli = new CliFixture(dir).with(db.target());
        String reports = dir.resolve("reports").toString();
        String[] options = {"--json", "--report-dir", reports, "--mapping", mapping.toString(), csv.toString()};
        List<String> all = new ArrayList<>(List.of(options));
        all.add(0, "check");
        var check = cli.run(all.toArray(new String[0]));
        assertThat(check.exit()).as(check.err()).isZero();
        assertThat(check.err()).contains("""
                contact-import: columns as they will be taken, with the first rows: our CRM
                  contact_identifier   from Id   demo-crm-bruno
                  name   from First + Last   Jo Kay
                  email   from email
                  left out: Owner, Team
                """);
        JsonNode summary = imported(0, csv, "--mapping", mapping.toString());
        assertThat(summary.get("left_out").toString()).isEqualTo("[\"Owner\",\"Team\"]");
        assertThat(check.err().replaceAll("\\s+", " ")).contains("mapping crm leaves out 2 columns: Owner, Team");
        assertThat(JsonMapper.shared().readTree(check.out()).get("left_out")).isEqualTo(summary.get("left_out"));
        var quiet =
                cli.run("check", "--quiet", "--report-dir", reports, "--mapping", mapping.toString(), csv.toString());
        assertThat(quiet.err()).isEmpty();
    }

    @Test
    void phones_are_stored_as_e164_by_the_default_country_or_their_own_and_kept_as_given_in_the_report()
            throws Exception {
        Path mapping = file("land.yml", """
                inbox: demo-lantern-crm
                fields:
                  contact_identifier: Id
                  phone_number: {first: [Mobile, Phone], country: Land}
                """);
        Path csv = file("phones.csv", """
                Id,Mobile,Phone,Land
                demo-crm-bruno,,0049 (151) 23456789 ext. 7,
                demo-crm-dagny,0471 23 45 67,,Belgium
                demo-crm-amina,4.91512E+11,,DE
                demo-crm-greta,'+32470000077,,
                """);
        JsonNode summary = imported(3, csv, "--default-country", "DE", "--mapping", mapping.toString());
        assertThat(summary.get("rejects_by_code").toString()).isEqualTo("{\"PHONE_INVALID\":1}");
        assertThat(db.sql("select phone_number from contacts where id in (2, 5, 9) order by id"))
                .extracting(row -> row.get("phone_number"))
                .containsExactly("+4915123456789", "+32471234567", "+32470000077");
        Path report = dir.resolve("reports").resolve(summary.get("run_id").stringValue());
        assertThat(Files.readAllLines(report.resolve("warnings.jsonl")))
                .anySatisfy(line -> assertThat(line)
                        .contains("\"line\":2", "PHONE_NORMALISED", "phone_number", "0049 (151) 23456789 ext. 7"))
                .anySatisfy(line -> assertThat(line).contains("\"line\":2", "PHONE_EXTENSION_DROPPED"))
                .anySatisfy(line -> assertThat(line).contains("\"line\":3", "PHONE_NORMALISED", "0471 23 45 67"));
        assertThat(Files.readString(report.resolve("rejected.csv")))
                .contains("demo-crm-amina,4.91512E+11,,DE,", "spreadsheet");
        assertThat(summary.at("/settings/default_country").stringValue()).isEqualTo("DE");
    }

    @Test
    void lines_of_the_same_contact_are_summed_up() throws Exception {
        Path csv = file("twice.csv", """
                inbox_identifier,contact_identifier,name
                demo-lantern-crm,demo-crm-bruno,A
                demo-lantern-crm,demo-crm-bruno,B
                demo-lantern-crm,demo-crm-dagny,C
                demo-lantern-crm,demo-crm-bruno,D
                """);
        assertThat(run(csv).err().replaceAll("\\s+", " "))
                .contains("One contact is on 3 lines of the file. They are applied in the order of the file: where they"
                        + " differ, the last one that is not rejected wins (--duplicates last). 3 lines from"
                        + " line 2 to line 5: line 5 comes last");
        assertThat(run(csv, "--duplicates", "reject").err().replaceAll("\\s+", " "))
                .contains(
                        "None of these lines counts, all are rejected as DUPLICATE_LINE (--duplicates reject).",
                        "3 lines from line 2 to line 5: all are rejected");
    }

    @Test
    void rejected_lines_keep_their_columns_and_are_imported_with_the_same_mapping() throws Exception {
        Path mapping = file("crm.yml", """
                inbox: demo-lantern-crm
                match: email
                fields: {name: Full, email: Mail}
                """);
        Path csv = file("people.csv", "Full,Mail\nGreta L.,greta@lantern.example\nBruno,bruno(at)lantern.example\n");
        JsonNode summary = imported(3, csv, "--mapping", mapping.toString());
        assertThat(summary.get("rejected").asLong()).isEqualTo(1);
        Path rejected = dir.resolve("reports")
                .resolve(summary.get("run_id").stringValue())
                .resolve("rejected.csv");
        List<String> lines = Files.readAllLines(rejected);
        assertThat(lines.get(0)).startsWith("Full,Mail,_import_run");
        assertThat(lines.get(1)).startsWith("Bruno,bruno(at)lantern.example,");
        Path corrected = file("corrected.csv", Files.readString(rejected).replace("(at)", "@"));
        assertThat(imported(0, corrected, "--mapping", mapping.toString())
                        .get("updated")
                        .asLong())
                .isEqualTo(1);
    }

    @Test
    void blanks_are_filled_and_stored_values_stay_as_each_field_says() throws Exception {
        Path mapping = file("crm.yml", """
                inbox: demo-lantern-crm
                fields:
                  contact_identifier: Id
                  name: {column: Name, policy: fill-if-blank}
                  email: {column: Mail, policy: fill-if-blank}
                  custom_attributes.tier: {column: Tier, policy: fill-if-blank}
                  custom_attributes.note: {column: Tier, policy: never}
                """);
        // Chiara (3) has no e-mail; Bruno (2) has everything, and his line names Greta's e-mail, which it may not take
        Path csv = file("people.csv", """
                Id,Name,Mail,Tier
                demo-crm-chiara-phone,Somebody,new@lantern.example,bronze
                demo-crm-bruno,Somebody,greta@lantern.example,bronze
                """);
        JsonNode summary = imported(0, csv, "--mapping", mapping.toString());
        assertThat(summary.get("updated").asLong()).isEqualTo(1);
        assertThat(summary.get("unchanged").asLong()).isEqualTo(1);
        assertThat(db.sql("select name, email, custom_attributes::text as custom from contacts where id in (2, 3)"
                        + " order by id"))
                .containsExactly(
                        Map.of(
                                "name",
                                "Bruno Tavares",
                                "email",
                                "bruno@lantern.example",
                                "custom",
                                "{\"tier\": \"silver\"}"),
                        Map.of(
                                "name",
                                "Chiara Neri",
                                "email",
                                "new@lantern.example",
                                "custom",
                                "{\"tier\": \"bronze\", \"trips\": 2}"));
    }

    @Test
    void an_invalid_phone_goes_where_the_mapping_says_with_a_warning() throws Exception {
        Path mapping = file("crm.yml", """
                inbox: demo-lantern-crm
                fields:
                  contact_identifier: Id
                  phone_number: {column: Tel, on-invalid: 'attribute:tel'}
                  email: {column: Mail, on-invalid: drop}
                """);
        Path csv = file("people.csv", "Id,Tel,Mail\ndemo-crm-bruno,ask him,none\n");
        JsonNode summary = imported(0, csv, "--mapping", mapping.toString());
        assertThat(summary.get("warnings_by_code").toString()).isEqualTo("{\"VALUE_DROPPED\":1,\"VALUE_MOVED\":1}");
        assertThat(db.value("select custom_attributes ->> 'tel' from contacts where id = 2"))
                .isEqualTo("ask him");
    }

    @Test
    void a_file_that_would_empty_something_stops_before_it_does_and_says_how_much() throws Exception {
        Path csv = file("clears.csv", """
                inbox_identifier,contact_identifier,email,custom_attributes.tier,additional_attributes.city
                demo-lantern-crm,demo-crm-amina,#N/A,#N/A,#N/A
                demo-lantern-crm,demo-crm-dagny,amina@lantern.example,,
                demo-lantern-crm,demo-crm-bruno,,#N/A,
                """);
        var stopped = run(csv, "--clear-token", "#N/A");
        assertThat(stopped.exit()).isEqualTo(4);
        assertThat(stopped.err())
                .contains("the file asks to empty 4 values (additional_attributes.city: 1,"
                        + " custom_attributes.tier: 2, email: 1): --accept clears=4 lets it. No contact was changed");
        assertThat(JsonMapper.shared().readTree(stopped.out()).get("status").stringValue())
                .isEqualTo("guarded");
        assertThat(db.value("select email from contacts where id = 1")).isEqualTo("amina@lantern.example");
        assertThat(run(csv, "--clear-token", "#N/A", "--accept", "clears=3").exit())
                .isEqualTo(4);
        JsonNode summary = imported(0, csv, "--clear-token", "#N/A", "--accept", "clears=4");
        assertThat(summary.get("updated").asLong()).isEqualTo(3);
        assertThat(db.sql("select email, custom_attributes::text as custom, additional_attributes::text as more,"
                        + " coalesce(location, '') as location from contacts where id in (1, 5) order by id"))
                .satisfiesExactly(
                        amina -> assertThat(amina)
                                .containsEntry("email", null)
                                .containsEntry("custom", "{\"trips\": 7}")
                                .containsEntry("more", "{\"country\": \"BE\"}")
                                .containsEntry("location", ""),
                        dagny -> assertThat(dagny).containsEntry("email", "amina@lantern.example"));
    }

    @Test
    void a_file_of_people_who_unsubscribed_is_imported_only_if_somebody_says_so() {
        Path file = Path.of("samples/crm/mailchimp-unsubscribed.csv");
        String[] options = {"--mode", "upsert", "--inbox", "demo-lantern-crm", "--mapping", "mailchimp"};
        var stopped = run(file, options);
        assertThat(stopped.exit()).isEqualTo(4);
        assertThat(stopped.err()).contains("\"UNSUB_TIME\" says that these people have unsubscribed");
        assertThat(db.value("select count(*) from contacts where email = 'vera@quietdoor.example'"))
                .isEqualTo(0L);
        List<String> accepting = new ArrayList<>(List.of(options));
        accepting.addAll(List.of("--accept", "unsubscribed"));
        assertThat(imported(0, file, accepting.toArray(new String[0]))
                        .get("created")
                        .asLong())
                .isEqualTo(1);
    }

    @Test
    void what_cannot_be_used_starts_nothing() throws Exception {
        Path csv = file("people.csv", "Id,Mail\ns,a@b.example\n");
        assertThat(run(csv, "--mapping", "hubspott").err())
                .contains("--mapping: there is no file hubspott", "the command presets lists");
        Path mapping = file("bad.yml", "fields:\n  emial: Mail\n");
        var bad = run(csv, "--mapping", mapping.toString());
        assertThat(bad.exit()).isEqualTo(2);
        assertThat(bad.err()).contains("bad.yml, line 2: \"emial\" is no field of a contact: did you mean email?");
        var short_ = new CliFixture(dir)
                .with(db.target())
                .with("CONTACT_IMPORT_DERIVE_KEY", "short")
                .run("import", csv.toString());
        assertThat(short_.exit()).isEqualTo(2);
        assertThat(short_.err()).contains("at least 32 characters").doesNotContain("short:");
        assertThat(db.value("select count(*) from contact_import.run where file_name = ?", csv.toString()))
                .isEqualTo(0L);
    }

    private Path file(String name, String text) throws Exception {
        return Files.writeString(dir.resolve(name), text);
    }

    private CliFixture.Result run(Path file, String... arguments) {
        List<String> all = new ArrayList<>(List.of(
                "import", "--json", "--report-dir", dir.resolve("reports").toString(), file.toString()));
        all.addAll(List.of(arguments));
        return new CliFixture(dir)
                .with(db.target())
                .with("CONTACT_IMPORT_DERIVE_KEY", KEY)
                .run(all.toArray(new String[0]));
    }

    private JsonNode imported(int exit, Path file, String... arguments) {
        var result = run(file, arguments);
        assertThat(result.exit()).as(result.err()).isEqualTo(exit);
        return JsonMapper.shared().readTree(result.out());
    }
}
