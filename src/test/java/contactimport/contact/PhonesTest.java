package contactimport.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class PhonesTest {

    @ParameterizedTest
    @CsvFileSource(resources = "/rules/phones.csv", numLinesToSkip = 1)
    void numbers_as_people_write_them(String input, @Nullable String country, String expected, String why) {
        String found = Phones.normalise(Escapes.text(input), country).fold(PhonesTest::shown, Reason::sentences);
        if (expected.startsWith("+")) {
            assertThat(found).as(why).isEqualTo(expected);
        } else {
            assertThat(found).as(why).startsWith("phone_number: ").contains(expected);
        }
    }

    private static String shown(Phones.Normalised normalised) {
        return normalised.phone().value()
                + normalised.warnings().stream()
                        .map(w -> w.code() == WarningCode.PHONE_NORMALISED ? " N" : " X")
                        .collect(Collectors.joining());
    }

    @Test
    void the_number_as_it_was_given_goes_with_the_warning() {
        Phones.Normalised normalised = Phones.normalise(" 0151 12345678", "DE").fold(n -> n, reasons -> {
            throw new AssertionError(reasons.toString());
        });
        assertThat(normalised.warnings())
                .containsExactly(new Warning(WarningCode.PHONE_NORMALISED, "phone_number", "given as  0151 12345678"));
    }

    @Test
    void a_text_that_cannot_be_stored_is_refused_as_such() {
        assertThat(Phones.normalise("0151\0", "DE").fold(n -> "", Reason::codes))
                .isEqualTo("TEXT_INVALID");
    }

    @Test
    void a_reason_says_what_a_spreadsheet_did_even_without_normalisation() {
        assertThat(Phone.parse("4.91512E+11").fold(Phone::value, Reason::sentences))
                .endsWith("a spreadsheet has destroyed it, export the column as text");
    }

    @Test
    void a_country_that_does_not_exist_is_misuse() {
        assertThatThrownBy(() -> Phones.normalise("1", "XX")).isInstanceOf(IllegalArgumentException.class);
        assertThat(Phones.isRegion("GB")).isTrue();
        assertThat(Phones.isRegion("UK")).isFalse();
    }
}
