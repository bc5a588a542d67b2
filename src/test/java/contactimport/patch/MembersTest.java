package contactimport.patch;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.contact.Checked;
import contactimport.contact.Reason;
import contactimport.contact.Rules;
import contactimport.source.Header;
import contactimport.source.Json;
import contactimport.source.SourceRecord.Members;
import contactimport.source.SourceRow;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the members of a JSON line mean. */
class MembersTest {

    private static final ColumnMapping MAPPING =
            ColumnMapping.of(new Header("f.jsonl", 0, List.of()), Rules.defaults(Rules.Mode.UPDATE));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\" x \"  | ` x `",
                "42       | 42",
                "1.50     | 1.50",
                "1e2      | 1e2",
                "-0       | -0",
                "-0.50    | -0.50",
                "1E+400   | 1E+400",
                "true     | true",
                "false    | false",
                "null     |",
                "\"\"     |",
                "\" \"    |",
                "\"\\u00a0\" |",
            })
    void a_text_field_takes_a_scalar_as_its_json_text(String json, String expected) {
        for (TextField field : TextField.values()) {
            assertThat(patch("{\"" + field.label() + "\":" + json + "}").text(field))
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({"email", "name", "phone_number", "avatar_url", "avatar"})
    void an_object_or_array_for_a_field_is_a_fault_of_the_field(String field) {
        for (String json : List.of("{}", "[1]")) {
            List<Reason> faults = patch("{\"" + field + "\":" + json + "}").faults();
            assertThat(Reason.codes(faults)).isEqualTo("FIELD_TYPE");
            assertThat(Reason.sentences(faults)).isEqualTo(field + ": expected a text, found an object or an array");
        }
    }

    @ParameterizedTest
    @CsvSource({"inbox_identifier", "contact_identifier", "identifier", "identifier_hash"})
    void one_for_what_addresses_the_contact_refuses_the_line(String field) {
        assertThat(refused("{\"name\":[],\"" + field + "\":{\"a\":1}}"))
                .isEqualTo("FIELD_TYPE " + field + ": expected a text, found an object or an array");
    }

    @Test
    void faults_of_several_fields_are_all_reported() {
        ContactPatch patch = patch("{\"email\":[],\"name\":{},\"custom_attributes\":1,\"additional_attributes\":[]}");
        assertThat(Reason.codes(patch.faults())).isEqualTo("FIELD_TYPE; CUSTOM_ATTRIBUTES_INVALID");
        assertThat(patch.faults())
                .extracting(Reason::field)
                .containsExactly("email", "name", "custom_attributes", "additional_attributes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"emial\":1}                              | emial: did you mean email?",
                "{\"Email\":\"a@b\"}                        | Email: did you mean email?",
                "{\" email\":\"a@b\"}                       | ` email: did you mean email?`",
                "{\"shoes\":null}                           | shoes: is not a field of a contact patch",
                "{\"shoes\":[],\"hats\":1}                  | shoes: is not a field of a contact patch",
                "{\"identifier\":[],\"shoes\":1}            | shoes: is not a field of a contact patch",
                "{\"\":1}                                   | \"\": is not a field of a contact patch",
                "{\"custom_attributes.\":1}                 | custom_attributes.: did you mean custom_attributes?",
                "{\"additional_attributes\":{\"zip\":null}}"
                        + "| additional_attributes.zip: is not a field of a contact patch",
                "{\"additional_attributes\":{\"City\":\"x\"}}"
                        + "| additional_attributes.City: did you mean additional_attributes.city?",
                "{\"additional_attributes.zip\":1}          | additional_attributes.zip: is not a field of a contact patch",
                "{\"a\\u0000\":1}                           | a?: is not a field of a contact patch",
            })
    void an_unknown_member_refuses_the_line(String json, String reason) {
        assertThat(refused(json)).isEqualTo("UNKNOWN_FIELD " + reason);
    }

    @Test
    void the_members_of_a_reject_file_are_ignored() {
        assertThat(patch("{\"_import_run\":\"r\",\"_import_line\":2,\"_import_code\":[],\"_import_reason\":{}}"))
                .hasToString("ContactPatch[]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"custom_attributes\":{\"a\":null,\"b\":\"\",\"c\":{\"d\":[1]}}} | {\"a\":null,\"b\":\"\",\"c\":{\"d\":[1]}}",
                "{\"custom_attributes.a\":{\"x\":1},\"custom_attributes.b\":null,\"custom_attributes.c\":\"\"}"
                        + "| {\"a\":{\"x\":1},\"b\":null,\"c\":\"\"}",
                "{\"custom_attributes.a\":1,\"custom_attributes\":{\"a\":{\"x\":2}}} | {\"a\":1}",
                "{\"custom_attributes\":null}   | {}",
                "{\"custom_attributes\":\" \"}  | {}",
            })
    void custom_attributes_are_nested_or_flat_and_the_flat_ones_win(String line, String expected) {
        assertThat(Json.write(patch(line).custom().members())).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"additional_attributes\":{\"city\":\" Ulm \",\"country\":7,\"description\":true}}"
                        + "| {\"city\":\" Ulm \",\"country\":\"7\",\"description\":\"true\"}",
                "{\"additional_attributes\":{\"city\":null,\"company_name\":\" \"}} | {}",
                "{\"additional_attributes\":null} | {}",
                "{\"additional_attributes.city\":\"Ulm\",\"additional_attributes\":{\"city\":\"Bonn\"}} | {\"city\":\"Ulm\"}",
                "{\"additional_attributes.city\":null,\"additional_attributes\":{\"city\":\"Bonn\"}} | {\"city\":\"Bonn\"}",
            })
    void additional_attributes_are_texts_and_blank_ones_are_absent(String line, String expected) {
        assertThat(Json.write(patch(line).additional().members())).isEqualTo(expected);
    }

    @Test
    void an_object_for_an_additional_attribute_is_a_fault() {
        for (String line :
                List.of("{\"additional_attributes\":{\"city\":{}}}", "{\"additional_attributes.city\":[]}")) {
            assertThat(Reason.sentences(patch(line).faults()))
                    .isEqualTo("additional_attributes.city: expected a text, found an object or an array");
        }
    }

    private static String refused(String json) {
        return from(json).fold(patch -> "passed", reasons -> Reason.codes(reasons) + " " + Reason.sentences(reasons));
    }

    private static ContactPatch patch(String json) {
        return from(json).fold(patch -> patch, reasons -> {
            throw new AssertionError(Reason.sentences(reasons));
        });
    }

    private static Checked<ContactPatch> from(String json) {
        return MAPPING.from(new SourceRow(1, 1, new byte[0], Checked.passed(new Members(Json.readObject(json)))));
    }
}
