package contactimport.contact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** The rules of single fields, as data. */
class FieldRulesTest {

    @ParameterizedTest
    @CsvFileSource(resources = "/rules/email.csv", numLinesToSkip = 1)
    void email(String input, String stored, String why) {
        String found = Email.parse(Escapes.text(input)).fold(Email::value, Reason::codes);
        assertThat(found).as(why).isEqualTo(stored == null ? "EMAIL_INVALID" : Escapes.text(stored));
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/rules/phone.csv", numLinesToSkip = 1)
    void phone(String input, boolean passes, String why) {
        String text = Escapes.text(input);
        String found = Phone.parse(text).fold(Phone::value, Reason::codes);
        assertThat(found).as(why).isEqualTo(passes ? text : "PHONE_INVALID");
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/rules/blank.csv", numLinesToSkip = 1)
    void blank(String input, String trimmed, String why) {
        String text = Escapes.text(input);
        assertThat(Text.trim(text)).as(why).isEqualTo(Escapes.text(trimmed));
        assertThat(Text.isBlank(text)).as(why).isEqualTo(trimmed.isEmpty());
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/rules/text.csv", numLinesToSkip = 1)
    void text(String input, String fault, String why) {
        String text = Escapes.text(input);
        String found = Text.storable("name", text).fold(passed -> passed, Reason::sentences);
        assertThat(found).as(why).isEqualTo(fault == null ? text : "name: " + fault);
        assertThat(Text.encodingFault(text)).as(why).isEqualTo(fault);
    }

    @Test
    void absent_is_blank() {
        assertThat(Text.isBlank(null)).isTrue();
    }

    @Test
    void a_text_has_at_most_255_characters_however_many_bytes() {
        assertThat(codes("x".repeat(255))).isEmpty();
        assertThat(codes("😀".repeat(255))).isEmpty();
        assertThat(codes("x".repeat(256))).isEqualTo("name: expected at most 255 characters, found 256");
        assertThat(codes("😀".repeat(256))).isEqualTo("name: expected at most 255 characters, found 256");
        assertThat(Text.encodingFault("x".repeat(256))).isNull();
    }

    private static String codes(String text) {
        return Text.storable("name", text).fold(passed -> "", Reason::sentences);
    }

    @Test
    void the_length_of_an_email_counts_after_lower_casing_and_before_its_form() {
        assertThat(Email.parse("İ".repeat(127) + "@").fold(Email::value, Reason::codes))
                .isEqualTo("EMAIL_INVALID");
        assertThat(Email.parse("İ".repeat(128) + "@x").fold(Email::value, Reason::codes))
                .isEqualTo("TEXT_INVALID");
        assertThat(Email.parse("a@\0").fold(Email::value, Reason::codes)).isEqualTo("TEXT_INVALID");
        assertThat(Phone.parse("+49\0").fold(Phone::value, Reason::codes)).isEqualTo("TEXT_INVALID");
    }

    @Test
    void a_label_is_short_and_shows_no_control_characters() {
        assertThat(Text.label("Plan 9 é😀")).isEqualTo("Plan 9 é😀");
        assertThat(Text.label("a\0b\u007f\u0085\ud800")).isEqualTo("a?b???");
        assertThat(Text.label("x".repeat(60))).isEqualTo("x".repeat(60));
        assertThat(Text.label("x".repeat(61))).isEqualTo("x".repeat(60) + "…");
    }
}
