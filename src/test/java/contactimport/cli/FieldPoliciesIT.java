package contactimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a mapping file says about blanks, stored values and faulty ones, and what stops an import that would empty much. */
class FieldPoliciesIT extends Mapped {

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
}
