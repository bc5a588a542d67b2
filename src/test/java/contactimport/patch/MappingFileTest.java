package contactimport.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import contactimport.contact.MatchKey;
import contactimport.source.FileFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class MappingFileTest {

    @ParameterizedTest
    @CsvFileSource(resources = "/rules/mapping-faults.csv", numLinesToSkip = 1)
    void what_is_wrong_is_one_sentence_with_its_line(String yaml, String sentence, String why) {
        assertThatThrownBy(() -> parse(yaml.replace("\\n", "\n")))
                .as(why)
                .isInstanceOf(FileFault.class)
                .hasMessage("crm.yml" + sentence);
    }

    @Test
    void the_canonical_text_is_a_mapping_that_means_the_same() {
        Mapping mapping = parse("""
                source: crm
                match: source-id,custom_attributes.crm_id
                inbox: box
                fields:
                  contact_identifier: derive(Record ID)
                  name: {first: [Name, {join: [First, Last], separator: ', '}]}
                  email: {column: E-mail, policy: fill-if-blank, on-invalid: drop}
                  phone_number: {first: [Mobile, Phone], country: Land, on-invalid: 'attribute:tel', split: ','}
                  custom_attributes.crm_id: Record ID
                  custom_attributes.since: {column: Since, type: date, format: dd.MM.yyyy}
                  custom_attributes.tier: {column: Tier, values: {A: gold, '*': ''}, clear: '-'}
                  custom_attributes.tags: {column: Tags, type: list, format: '|'}
                  custom_attributes.origin: {constant: crm}
                ignore: [Owner, Notes*]
                other: attributes
                missing: allow
                only: {Type: [customer, '']}
                unsubscribed: [UNSUB]
                """);
        assertThat(parse(mapping.canonical()).canonical()).isEqualTo(mapping.canonical());
        assertThat(mapping.canonical()).contains("\"derive\":\"Record ID\"", "fill-if-blank", "\"A\":\"gold\"");
        assertThat(mapping.match()).containsExactly(MatchKey.SOURCE_ID, MatchKey.parse("custom_attributes.crm_id"));
        assertThat(mapping.inbox()).isEqualTo("box");
        assertThat(mapping.derives()).isTrue();
    }

    @Test
    void a_mapping_that_extends_a_preset_says_only_what_is_different() {
        Mapping mapping = parse("extends: hubspot\nfields: {contact_identifier: derive(Record ID), name: First Name}");
        Mapping preset = java.util.Objects.requireNonNull(Presets.find("hubspot"));
        assertThat(mapping.match()).isEqualTo(preset.match());
        assertThat(mapping.parts().source()).isEqualTo("hubspot");
        assertThat(mapping.parts().fields()).hasSize(preset.parts().fields().size() + 1);
        assertThat(mapping.canonical()).contains("\"name\":{\"column\":\"First Name\"}");
    }

    @Test
    void every_preset_can_be_stored_and_read_back() {
        assertThat(Presets.all())
                .hasSize(15)
                .allSatisfy(preset ->
                        assertThat(parse(preset.canonical()).canonical()).isEqualTo(preset.canonical()));
    }

    private static Mapping parse(String yaml) {
        return MappingFile.parse("crm.yml", "crm", yaml);
    }
}
