package contactimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Mapping files from the command line to the database. */
class MappingIT extends Mapped {

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
}
