package contactimport.report;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.contact.Escapes;
import contactimport.source.Format;
import contactimport.source.ReadAs;
import contactimport.store.LedgerReader.Written;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class PiiTest {

    private static final Written LINE = new Written(
            2,
            "updated",
            "{\"name\": \"Ada\", \"custom_attributes\": {\"n\": 4711}}",
            "{\"name\": \"Zoe\", \"custom_attributes\": {\"n\": [true, null, {\"d\": \"deep\"}]}}",
            "{\"id\": 7, \"name\": \"Zoe\", \"email\": null, \"label_list\": [\"debtor\"], \"contact_type\": \"lead\"}");

    @ParameterizedTest
    @CsvFileSource(resources = "/rules/masks.csv", numLinesToSkip = 1)
    void masked(String field, String input, String masked, String why) {
        assertThat(Pii.MASKED.show(field, input)).as(why).isEqualTo(masked);
        assertThat(Pii.FULL.show(field, input)).isEqualTo(input);
        assertThat(Pii.NONE.show(field, input)).isEqualTo(input.equals(masked) ? input : null);
    }

    @ParameterizedTest
    @CsvFileSource(
            resources = "/rules/spreadsheet-cells.csv",
            numLinesToSkip = 1,
            ignoreLeadingAndTrailingWhitespace = false)
    void spreadsheet_cell(String input, String cell, String why) {
        assertThat(SpreadsheetCell.of(Escapes.text(input))).as(why).isEqualTo(Escapes.text(cell));
    }

    @Test
    void a_masked_line_keeps_its_shape() {
        assertThat(new UpdatedLine(ReadAs.usual(Format.CSV), Pii.MASKED)
                        .of(LINE)
                        .text())
                .startsWith("{\"line\":2,\"outcome\":\"updated\",\"changes\":{\"name\":[\"A**\",\"Z**\"],"
                        + "\"custom_attributes\":[{\"n\":\"****\"},{\"n\":[true,null,{\"d\":\"d***\"}]}]},"
                        + "\"contact\":{\"id\":7,\"name\":\"Z**\",\"email\":null,")
                .contains("\"contact_type\":\"lead\"", "\"label_list\":[\"d*****\"]");
    }

    @Test
    void a_line_without_values_tells_which_fields_changed() {
        assertThat(new UpdatedLine(ReadAs.usual(Format.CSV), Pii.NONE).of(LINE).text())
                .isEqualTo("{\"line\":2,\"outcome\":\"updated\",\"changes\":{\"name\":[],\"custom_attributes\":[]},"
                        + "\"contact\":{\"id\":7,\"blocked\":null,\"contact_type\":\"lead\",\"last_activity_at\":null,"
                        + "\"created_at\":null,\"updated_at\":null,\"account_id\":null,\"company_id\":null}}");
    }

    @Test
    void the_one_warning_that_quotes_the_file_is_masked() {
        assertThat(Pii.MASKED.detail("PHONE_NORMALISED", "given as (0151) 123-45"))
                .isEqualTo("given as (****) ***-45");
        assertThat(Pii.NONE.detail("PHONE_NORMALISED", "given as (0151) 123-45"))
                .isEmpty();
        assertThat(Pii.MASKED.detail("EMAIL_DROPPED", "it belongs to contact 12"))
                .isEqualTo("it belongs to contact 12");
    }
}
