package contactimport.verify;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.contact.Checked;
import contactimport.contact.Field;
import contactimport.contact.MatchKey;
import contactimport.contact.Reason;
import contactimport.contact.Rules;
import contactimport.contact.WritePolicy;
import contactimport.patch.ColumnMapping;
import contactimport.patch.MappingChoice;
import contactimport.patch.MappingFile;
import contactimport.source.Header;
import contactimport.source.Json;
import contactimport.source.SourceRecord;
import contactimport.source.SourceRow;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a mapping, the definitions of an account and a default country make of the fields of a line. */
class FieldChecksTest {

    private static final Inboxes INBOXES = new Inboxes(List.of(new Inbox(2, 10, "b", "free", false, null)));
    private static final Definition NUMBER = new Definition(Definition.Type.NUMBER, List.of(), null);

    private String country;
    private String mapping = "{custom_attributes.unused: unused}";
    private Map<String, Definition> defined = Map.of();

    @Test
    void a_token_clears_a_field_and_a_blank_keeps_it() {
        VerifiedPatch patch = patch("\"name\":\"-\",\"email\":\"-\",\"phone_number\":\" \"");
        assertThat(patch.name()).isInstanceOf(Field.Clear.class);
        assertThat(patch.email()).isInstanceOf(Field.Clear.class);
        assertThat(patch.phone()).isInstanceOf(Field.Keep.class);
        assertThat(patch.writes())
                .as("these fields say for themselves that they are cleared")
                .isSameAs(Writes.PLAIN);
    }

    @Test
    void an_identifier_and_attributes_that_are_cleared_stand_among_the_writes() {
        VerifiedPatch patch = patch("\"identifier\":\"-\",\"name\":\"-\",\"custom_attributes\":{\"tier\":\"-\"}");
        assertThat(patch.writes().cleared()).containsExactlyInAnyOrder("identifier", "custom_attributes.tier");
        assertThat(patch.identifier()).isNull();
    }

    @Test
    void a_key_that_no_database_can_hold_cannot_be_cleared_either() {
        assertThat(refusal("\"custom_attributes\":{\"a\\u0000\":\"-\"}"))
                .isEqualTo("custom_attributes.a?: no key can have this name");
    }

    @Test
    void the_policies_of_the_mapping_go_with_the_patch() {
        mapping = "{email: {column: mail, policy: never}}";
        assertThat(patch("\"mail\":\"a@b\"").writes())
                .isEqualTo(new Writes(Map.of("email", WritePolicy.NEVER), java.util.Set.of()));
    }

    @Test
    void an_invalid_value_is_dropped_with_a_warning_if_the_mapping_says_so() {
        mapping = "{email: {column: mail, on-invalid: drop}}";
        VerifiedPatch patch = patch("\"mail\":\"ada\"");
        assertThat(patch.email()).isInstanceOf(Field.Keep.class);
        assertThat(patch.custom().members()).isEmpty();
        assertThat(warnings(patch)).containsExactly("VALUE_DROPPED email");
    }

    @Test
    void an_invalid_value_is_moved_to_an_attribute_exactly_as_it_was_given() {
        mapping = "{email: {column: mail, on-invalid: 'attribute:mail_as_given'}}";
        VerifiedPatch patch = patch("\"mail\":\" ada\",\"custom_attributes\":{\"x\":\"1\"}");
        assertThat(patch.email()).isInstanceOf(Field.Keep.class);
        assertThat(Json.write(patch.custom().members())).isEqualTo("{\"x\":\"1\",\"mail_as_given\":\" ada\"}");
        assertThat(warnings(patch)).containsExactly("VALUE_MOVED email");
    }

    @Test
    void a_value_that_no_database_can_hold_is_not_moved() {
        mapping = "{email: {column: mail, on-invalid: 'attribute:mail_as_given'}}";
        VerifiedPatch patch = patch("\"mail\":\"a\\u0000\"");
        assertThat(patch.custom().members()).isEmpty();
        assertThat(warnings(patch)).containsExactly("VALUE_MOVED email");
    }

    @Test
    void a_moved_value_gives_way_to_one_that_the_line_has_itself() {
        mapping = "{email: {column: mail, on-invalid: 'attribute:x'}}";
        assertThat(Json.write(patch("\"mail\":\"ada\",\"custom_attributes\":{\"x\":\"own\"}")
                        .custom()
                        .members()))
                .isEqualTo("{\"x\":\"own\"}");
    }

    @Test
    void attributes_are_converted_as_the_account_defines_them() {
        defined = Map.of("n", NUMBER, "blank", NUMBER, "nil", NUMBER);
        VerifiedPatch patch =
                patch("\"custom_attributes\":{\"n\":\"7.50\",\"blank\":\" \",\"nil\":null,\"other\":\"8\"}");
        assertThat(Json.write(patch.custom().members()))
                .as("a blank text, null and a key that is not defined stay as they come")
                .isEqualTo("{\"n\":7.50,\"blank\":\" \",\"nil\":null,\"other\":\"8\"}");
    }

    @Test
    void an_attribute_that_does_not_fit_rejects_the_line_with_what_was_expected() {
        defined = Map.of("n", NUMBER);
        assertThat(refusal("\"custom_attributes\":{\"n\":\"seven\"}"))
                .isEqualTo("custom_attributes.n: expected a number");
    }

    @Test
    void an_attribute_that_does_not_fit_is_dropped_or_moved_if_the_mapping_says_so() {
        defined = Map.of("n", NUMBER, "m", NUMBER);
        mapping = "{custom_attributes.n: {column: a, on-invalid: drop},"
                + " custom_attributes.m: {column: b, on-invalid: 'attribute:m_as_given'}}";
        VerifiedPatch patch = patch("\"a\":\"six\",\"b\":\"seven\"");
        assertThat(Json.write(patch.custom().members())).isEqualTo("{\"m_as_given\":\"seven\"}");
        assertThat(warnings(patch))
                .containsExactly("VALUE_DROPPED custom_attributes.n", "VALUE_MOVED custom_attributes.m");
    }

    @Test
    void an_attribute_with_a_name_of_the_platforms_own_is_stored_with_a_warning() {
        VerifiedPatch patch = patch("\"custom_attributes\":{\"city\":\"Ulm\",\"town\":\"Ulm\"}");
        assertThat(warnings(patch)).containsExactly("ATTRIBUTE_RESERVED custom_attributes.city");
        assertThat(patch.custom().members()).containsOnlyKeys("city", "town");
    }

    @Test
    void a_phone_number_is_normalised_as_of_the_default_country() {
        assertThat(refusal("\"phone_number\":\"030 12345678\"")).startsWith("phone_number: ");
        country = "DE";
        VerifiedPatch patch = patch("\"phone_number\":\"030 12345678\"");
        assertThat(patch.phone().value().value()).isEqualTo("+493012345678");
        assertThat(warnings(patch)).containsExactly("PHONE_NORMALISED phone_number");
    }

    @Test
    void the_country_that_the_line_names_goes_before_the_default() {
        mapping = "{phone_number: {column: p, country: land}}";
        country = "DE";
        assertThat(patch("\"p\":\"020 7946 0018\",\"land\":\"GB\"")
                        .phone()
                        .value()
                        .value())
                .isEqualTo("+442079460018");
        country = null;
        assertThat(patch("\"p\":\"020 7946 0018\",\"land\":\"GB\"")
                        .phone()
                        .value()
                        .value())
                .isEqualTo("+442079460018");
    }

    private static List<String> warnings(VerifiedPatch patch) {
        return patch.warnings().stream().map(w -> w.code() + " " + w.field()).toList();
    }

    private VerifiedPatch patch(String members) {
        return verify(members).fold(patch -> patch, reasons -> {
            throw new AssertionError(Reason.sentences(reasons));
        });
    }

    private String refusal(String members) {
        return verify(members).fold(patch -> "", Reason::sentences);
    }

    private Checked<VerifiedPatch> verify(String members) {
        Rules d = Rules.defaults(Rules.Mode.UPDATE);
        Rules rules = new Rules(
                d.mode(),
                List.of(MatchKey.SOURCE_ID),
                d.onConflict(),
                d.identifier(),
                d.hmac(),
                d.hmacBind(),
                d.trim(),
                null,
                null,
                country,
                d.duplicates());
        Definitions definitions = defined.isEmpty() ? Definitions.none() : new Definitions(Map.of(10L, defined), false);
        var choice = new MappingChoice(MappingFile.parse("m.yml", "m", "fields: " + mapping), null, "-");
        var record = new SourceRecord.Members(Json.readObject(Lines.toB(members)));
        return ColumnMapping.of(new Header("f.jsonl", 0, List.of()), rules, choice)
                .from(new SourceRow(1, 1, new byte[0], Checked.passed(record)))
                .then(new Verifier(INBOXES, rules, definitions)::verify);
    }
}
