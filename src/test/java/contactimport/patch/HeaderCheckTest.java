package contactimport.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import contactimport.contact.MatchKey;
import contactimport.contact.Rules;
import contactimport.source.FileFault;
import contactimport.source.Header;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderCheckTest {

    private static final Rules UPDATE = Rules.defaults(Rules.Mode.UPDATE);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "inbox_identifier,contact_identifier,emial    | column 3 \"emial\" is not known: did you mean email?",
                "inbox_identifier,contact_identifier,Shoe Size"
                        + "| column 3 \"Shoe Size\" is not known: remove it, or name it custom_attributes.KEY to store it.",
                "inbox_identifier,contact_identifier,          | column 3 has no name: name it or remove it.",
                "inbox_identifier,contact_identifier,name,Name | columns 3 and 4 both mean name: remove one of them.",
                "inbox_identifier,contact_identifier,custom_attributes.a,CUSTOM_ATTRIBUTES.a"
                        + "| columns 3 and 4 both mean custom_attributes.a: remove one of them.",
                "contact_identifier,Contact_Identifier | columns 1 and 2 both mean contact_identifier: remove one of them.",
                "; | the columns are not separated by commas: save the file with commas.",
                "inbox_identifier,contact_identifier,custom_attributes."
                        + "| column 3 \"custom_attributes.\" is not known: did you mean custom_attributes?",
                "inbox_identifier,contact_identifier,additional_attributes.zip"
                        + "| column 3 \"additional_attributes.zip\" is not known: remove it, or name it custom_attributes.KEY to store it.",
                "inbox_identifier,contact_identifier,additional_attributes"
                        + "| column 3 \"additional_attributes\" is not known: did you mean additional_attributes.city?",
                "contact_identifier,name | there is no column inbox_identifier: add it, or give the inbox by --inbox.",
                "inbox_identifier,email | there is no column contact_identifier: add it, or match by another key with --match.",
                "inbox_identifier;contact_identifier;email | the columns are not separated by commas: save the file with commas.",
            })
    void a_header_that_cannot_be_understood_is_one_sentence(String header, String sentence) {
        assertThatThrownBy(() -> of(header, UPDATE))
                .isInstanceOf(FileFault.class)
                .hasMessage("people.csv, line 3: " + sentence);
    }

    @Test
    void tabs_are_no_commas() {
        assertThatThrownBy(() -> of("inbox_identifier\tcontact_identifier", UPDATE))
                .hasMessageContaining("save the file with commas");
        assertThatThrownBy(() -> of("\tx", UPDATE)).hasMessageContaining("save the file with commas");
    }

    @Test
    void a_name_is_shown_without_control_characters_and_not_at_length() {
        String name = "x\u0007\n" + "y".repeat(100);
        assertThatThrownBy(() -> of("inbox_identifier,contact_identifier," + name, UPDATE))
                .hasMessageContaining("column 3 \"x??" + "y".repeat(57) + "…\" is not known");
    }

    @Test
    void a_nul_makes_no_attribute() {
        assertThatThrownBy(() -> of("inbox_identifier,contact_identifier,custom_attributes.a\0", UPDATE))
                .isInstanceOf(FileFault.class);
    }

    @Test
    void the_inbox_of_the_command_line_stands_in_for_the_column() {
        Rules inbox = new Rules(
                Rules.Mode.UPDATE,
                List.of(MatchKey.SOURCE_ID),
                Rules.OnConflict.REJECT,
                Rules.IdentifierUse.ASSIGN,
                Rules.HmacUse.INBOX,
                true,
                true,
                "abc",
                null);
        assertThat(of("contact_identifier,name", inbox)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "source-id, contact_identifier, name",
        "identifier, identifier, contact_identifier",
        "email, email, contact_identifier",
        "phone, phone_number, contact_identifier",
        "custom_attributes.crm, custom_attributes.crm, custom_attributes.CRM",
        "custom_attributes.crm, custom_attributes, name",
    })
    void one_column_of_the_match_keys_must_be_there(String key, String column, String other) {
        Rules rules = matching(Rules.IdentifierUse.ASSIGN, key);
        assertThat(of("inbox_identifier," + column, rules)).isNotNull();
        assertThatThrownBy(() -> of("inbox_identifier," + other, rules)).isInstanceOf(FileFault.class);
    }

    @Test
    void any_of_several_match_keys_will_do() {
        Rules rules = matching(Rules.IdentifierUse.ASSIGN, "source-id", "email");
        assertThat(of("inbox_identifier,email", rules)).isNotNull();
        assertThatThrownBy(() -> of("inbox_identifier,name", rules))
                .hasMessageContaining("there is no column contact_identifier or email: add it");
        assertThatThrownBy(() -> of("inbox_identifier,name", matching(Rules.IdentifierUse.ASSIGN, "phone")))
                .hasMessageContaining("there is no column phone_number: add it");
    }

    @Test
    void an_identifier_that_is_only_verified_finds_nobody() {
        Rules rules = matching(Rules.IdentifierUse.VERIFY_ONLY, "identifier");
        assertThatThrownBy(() -> of("inbox_identifier,identifier", rules)).isInstanceOf(FileFault.class);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/rules/suggestions.csv", numLinesToSkip = 1)
    void a_name_is_guessed(String typed, String expected, String why) {
        assertThat(Suggestion.forName(typed)).as(why).isEqualTo(expected);
    }

    private static Rules matching(Rules.IdentifierUse use, String... keys) {
        return new Rules(
                Rules.Mode.UPSERT,
                Arrays.stream(keys).map(MatchKey::parse).toList(),
                Rules.OnConflict.REJECT,
                use,
                Rules.HmacUse.INBOX,
                true,
                true,
                null,
                null);
    }

    private static ColumnMapping of(String header, Rules rules) {
        return ColumnMapping.of(new Header("people.csv", 3, List.of(header.split(",", -1))), rules);
    }
}
