package contactimport.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import contactimport.contact.Rules;
import contactimport.source.FileFault;
import contactimport.source.Header;
import contactimport.source.Source;
import contactimport.source.SourceOptions;
import contactimport.source.Sources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class PresetsTest {

    private static final List<String> NAMES = Presets.NAMES;

    /** Words by which columns say what somebody agreed to or was kept from. */
    private static final List<String> CONSENT = List.of(
            "opt out",
            "optout",
            "optedout",
            "opt-in",
            "unsub",
            "marketing",
            "do not call",
            "donotcall",
            "spam",
            "bounced",
            "suspended",
            "blocked",
            "clean");

    @Test
    void every_file_in_the_directory_is_a_preset_and_the_other_way_round() throws Exception {
        try (Stream<Path> files = Files.list(Path.of("config/mappings"))) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            NAMES.stream().map(n -> n + ".yml").toList());
        }
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void its_sample_is_recognised_by_several_headers(String name) {
        Presets.Likeness like = Presets.like(header(name)).orElseThrow();
        assertThat(like.preset().name()).isEqualTo(name);
        assertThat(like.known()).isGreaterThan(2 * like.headers() / 3);
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void a_file_that_looks_like_it_is_refused_with_the_command_and_never_taken(String name) {
        assertThatThrownBy(() -> ColumnMapping.of(header(name), Rules.defaults(Rules.Mode.UPSERT)))
                .isInstanceOf(FileFault.class)
                .hasMessageMatching(
                        ".*, line 1: this looks like an export \\(.*, \\d+ of \\d+ headers\\): import it with"
                                + " contact-import import --mapping " + name + " .*" + name + "\\.csv");
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void what_people_agreed_to_is_mapped_to_nothing(String name) {
        Mapping preset = java.util.Objects.requireNonNull(Presets.find(name));
        assertThat(preset.parts().fields().values().stream()
                        .flatMap(rule -> rule.value().columns().stream())
                        .map(String::toLowerCase))
                .noneMatch(column -> CONSENT.stream().anyMatch(column::contains));
        assertThat(preset.parts().fields()).doesNotContainKey(Target.ofColumn("contact_identifier"));
        assertThat(preset.match()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Record ID,First Name,Last Name,Email,Phone Number,Lead Status,Favorite Content Topics,Preferred channels,Create Date | HubSpot, 9 of 9 headers",
                "ID,ISDELETED,LASTNAME,FIRSTNAME,MAILINGCITY,EMAIL,LOYALTY__C | Salesforce API names, 6 of 7 headers",
                "name,email,external_id,details,notes,phone,role,restriction,organization,tags | Zendesk users, 10 of 10 headers",
                "Person - Name,Person - Organisation | Pipedrive people, 2 of 2 headers",
                "Record Id,Contact Owner,First Name,Last Name,Account Name,Email | Zoho CRM, 6 of 6 headers",
                "Record Id,Contact Owner,First Name,Email,Secondary Email,City | Zoho CRM, 5 of 6 headers",
                "Record ID,Contact owner,First Name,Email,Secondary Email,City | HubSpot, 5 of 6 headers",
                "Person - Name,, ,Person - Organisation | Pipedrive people, 2 of 2 headers",
                "PERSON - NAME , Person - Organisation | Pipedrive people, 2 of 2 headers",
                "id,name,email,identifier,phone_number,ip_address | the platform's own import sample, 6 of 6 headers",
                "id,name,email,identifier,phone_number,country_code | the platform's own export, 6 of 6 headers",
                "Full name,Email | ",
                "Name,Email | ",
                "Record ID | ",
                "inbox_identifier,contact_identifier,email | ",
            })
    void a_header_is_named_with_confidence_or_not_at_all(String header, String expected) {
        assertThat(Presets.like(new Header("f", 1, List.of(header.split(","))))
                        .map(Presets.Likeness::text)
                        .orElse(null))
                .isEqualTo(expected);
    }

    @Test
    void a_name_that_is_no_preset_finds_none() {
        assertThat(Presets.find("hubspott")).isNull();
        assertThat(Presets.all()).extracting(Mapping::name).containsExactlyElementsOf(NAMES);
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void it_is_known_by_more_than_one_header(String name) {
        Mapping.Signature signature =
                java.util.Objects.requireNonNull(Presets.find(name)).parts().signature();
        assertThat(signature.all().size() + signature.any().size()).isGreaterThan(1);
    }

    @Test
    void a_file_of_people_who_unsubscribed_is_known_by_its_columns() {
        Mapping own = MappingFile.parse("crm.yml", "crm", "fields: {email: Mail}\nunsubscribed: [Left At]");
        assertThat(Presets.unsubscribedColumn(List.of("Email", " Unsub_Time ", "CLEAN_TIME"), null))
                .hasValue("Unsub_Time");
        assertThat(Presets.unsubscribedColumn(List.of("Mail", "left at"), own)).hasValue("left at");
        assertThat(Presets.unsubscribedColumn(List.of("Mail", "CLEAN_TIME"), own))
                .hasValue("CLEAN_TIME");
        assertThat(Presets.unsubscribedColumn(List.of("Mail", "Left At"), null)).isEmpty();
        assertThat(Presets.unsubscribedColumn(List.of("Email", "OPTIN_TIME"), own))
                .isEmpty();
    }

    private static Header header(String name) {
        Path sample = Path.of("samples/crm", name + ".csv");
        try (Source source = Sources.open(sample, SourceOptions.defaults())) {
            return source.header();
        }
    }
}
