package contactimport.patch;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.source.Json;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** What JSON value the text of a cell becomes. */
class AttributeTypeTest {

    @ParameterizedTest
    @CsvFileSource(
            resources = "/rules/mapped-types.csv",
            numLinesToSkip = 1,
            ignoreLeadingAndTrailingWhitespace = false)
    void a_text_becomes_a_value_of_its_type_or_none(
            String type, @Nullable String format, String text, @Nullable String expected, String why) {
        Object value = new AttributeType(AttributeType.kind(type), format).of(text);
        assertThat(value == null ? null : Json.write(value)).as(why).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "yyyy-MM-dd, true, a day",
        "dd.MM.uuuu HH:mm, true, and a time behind it",
        "MM/yyyy, false, no day",
        "HH:mm, false, no date at all",
        "qqqqqq, false, letters that mean nothing",
    })
    void a_form_of_a_date_can_be_read_back(String format, boolean valid, String why) {
        assertThat(AttributeType.isDateFormat(format)).as(why).isEqualTo(valid);
    }
}
