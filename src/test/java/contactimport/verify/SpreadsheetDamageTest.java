package contactimport.verify;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.contact.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class SpreadsheetDamageTest {

    @ParameterizedTest
    @CsvFileSource(
            resources = "/rules/spreadsheet-damage.csv",
            numLinesToSkip = 1,
            ignoreLeadingAndTrailingWhitespace = false)
    void a_text_that_was_taken_for_a_number_is_damaged(String original, String corrected, boolean damaged, String why) {
        assertThat(SpreadsheetDamage.between(original, corrected)).as(why).isEqualTo(damaged);
    }

    @Test
    void a_number_too_long_for_any_spreadsheet_is_not_computed_with() {
        assertThat(SpreadsheetDamage.between("0" + "9".repeat(200), "9".repeat(200)))
                .isFalse();
        assertThat(SpreadsheetDamage.between("1E999", "1E+999")).isTrue();
    }

    @Test
    void a_hundred_characters_are_still_computed_with() {
        assertThat(SpreadsheetDamage.between("0" + "9".repeat(99), "9".repeat(99)))
                .isTrue();
        assertThat(SpreadsheetDamage.between("1E99", "1" + "0".repeat(99))).isTrue();
        assertThat(SpreadsheetDamage.between("0" + "9".repeat(100), "9".repeat(100)))
                .isFalse();
        assertThat(SpreadsheetDamage.between("1E100", "1" + "0".repeat(100))).isFalse();
    }

    @Test
    void the_four_keys_are_compared_and_nothing_else() {
        assertThat(compared("\"identifier\":\"007\",\"name\":\"007\"", "\"identifier\":\"7\",\"name\":\"7\""))
                .isEqualTo("identifier: differs from line 7 as a spreadsheet makes it differ: restore it, or, if it is"
                        + " meant, leave _import_line blank");
        assertThat(compared("\"email\":\"01\",\"phone_number\":\"+1\"", "\"email\":\"1\",\"phone_number\":1"))
                .contains("email: ")
                .contains("phone_number: ");
        assertThat(compared("\"contact_identifier\":\"01\"", "\"contact_identifier\":1.0"))
                .startsWith("contact_identifier: ");
        assertThat(compared("\"identifier\":\"007\"", "\"identifier\":\"\""))
                .as("a key that was taken out")
                .isEmpty();
        assertThat(compared("\"identifier\":null", "\"identifier\":\"7\"")).isEmpty();
    }

    private static String compared(String before, String after) {
        return KeysKept.check(Lines.understood("{" + after + "}"), Lines.understood("{" + before + "}"), "line 7")
                .fold(patch -> "", Reason::sentences);
    }
}
