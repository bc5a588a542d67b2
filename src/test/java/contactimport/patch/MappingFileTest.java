package contactimport.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import contactimport.contact.MatchKey;
import contactimport.source.FileFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        assertThat(mapping.canonical())
                .contains(
                        "\"format\":\"dd.MM.yyyy\"",
                        "\"country\":\"Land\"",
                        "\"clear\":\"-\"",
                        "\"split\":\",\"",
                        "\"on-invalid\":\"attribute:tel\"");
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
    void what_a_mapping_does_not_say_has_a_plain_meaning() {
        Mapping mapping = parse("fields: {email: M}");
        assertThat(mapping.canonical())
                .isEqualTo("{\"title\":\"crm\",\"source\":\"crm\",\"fields\":{\"email\":{\"column\":\"M\"}},"
                        + "\"other\":\"refuse\",\"missing\":\"refuse\"}");
        assertThat(mapping.title()).isEqualTo("crm");
        assertThat(mapping.match()).isEmpty();
        assertThat(mapping.inbox()).isNull();
        assertThat(mapping.derives()).isFalse();
        assertThat(mapping.parts().signature()).isEqualTo(Mapping.Signature.NONE);
    }

    @Test
    void an_extending_mapping_says_the_same_until_it_says_otherwise() {
        Mapping base = parse("""
                title: Base
                source: b
                match: email
                inbox: box
                fields: {email: M}
                ignore: [A]
                other: ignore
                missing: allow
                only: {R: [x]}
                unsubscribed: [U]
                signature: {all: [M], any: [N]}
                """);
        Mapping same = MappingFile.parse("crm.yml", "crm", "extends: base", name -> base);
        assertThat(same.canonical()).isEqualTo(base.canonical());
        assertThat(base.parts().signature())
                .isEqualTo(new Mapping.Signature(java.util.List.of("M"), java.util.List.of("N")));
        assertThat(same.parts().signature()).isEqualTo(Mapping.Signature.NONE);
        Mapping other = MappingFile.parse("crm.yml", "crm", """
                extends: base
                title: T
                source: s
                match: phone
                inbox: other
                fields: {name: N}
                ignore: B
                other: refuse
                missing: refuse
                only: {S: [y]}
                unsubscribed: [V]
                """, name -> base);
        assertThat(other.canonical())
                .isEqualTo("{\"title\":\"T\",\"source\":\"s\",\"match\":[\"phone\"],\"inbox\":\"other\","
                        + "\"fields\":{\"email\":{\"column\":\"M\"},\"name\":{\"column\":\"N\"}},"
                        + "\"ignore\":[\"A\",\"B\"],\"other\":\"refuse\",\"missing\":\"refuse\","
                        + "\"only\":{\"S\":[\"y\"]},\"unsubscribed\":[\"V\"]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name: {column: A, on-invalid: drop}",
                "avatar_url: {column: A, on-invalid: drop}",
                "phone_number: {column: A, on-invalid: drop, clear: '-'}",
                "custom_attributes.a: {column: A, policy: never}",
                "custom_attributes.a: {column: A, type: list, format: '/'}",
                "email: {first: [{first: [{first: [{first: [{first: [A]}]}]}]}]}",
                "name: {join: [A, B], separator: ''}",
            })
    void these_make_sense(String field) {
        Mapping mapping = parse("fields: {" + field + "}");
        assertThat(parse(mapping.canonical()).canonical()).isEqualTo(mapping.canonical());
    }

    @Test
    void a_text_that_is_not_even_a_text_is_no_yaml() {
        assertThatThrownBy(() -> parse("title: \u0007"))
                .isInstanceOf(FileFault.class)
                .hasMessage("crm.yml: this is no valid YAML.");
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
