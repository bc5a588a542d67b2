package contactimport.proof;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.proof.Settings.Mode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorldFileTest {

    private static WorldFile file(boolean csv, Line... lines) {
        Settings settings = Settings.defaults(Mode.UPDATE);
        return WorldFile.of(new World(new Tables(), List.of(lines), csv, false, settings, 1, 1, 1));
    }

    @Test
    void a_csv_cell_with_a_comma_a_quote_or_a_line_end_is_quoted_and_lines_are_physical() {
        WorldFile file = file(
                true,
                Line.of("inbox_identifier", "b", "contact_identifier", "s", "name", "A \"B\",\nC"),
                Line.of("inbox_identifier", "b", "contact_identifier", "t"));
        assertThat(file.text()).isEqualTo("inbox_identifier,contact_identifier,name\nb,s,\"A \"\"B\"\",\nC\"\nb,t,\n");
        assertThat(file.starts()).containsExactly(2L, 4L);
    }

    @Test
    void attributes_are_one_json_cell_or_a_column_each() {
        WorldFile file = file(
                true,
                Line.of(
                        "custom_attributes",
                        Json.object("{\"a\":1.0}"),
                        "custom_attributes.k",
                        "v",
                        "additional_attributes.city",
                        "Rome"));
        assertThat(file.text())
                .isEqualTo("inbox_identifier,contact_identifier,custom_attributes,custom_attributes.k,"
                        + "additional_attributes.city\n,,\"{\"\"a\"\":1.0}\",v,\"Rome\"\n");
    }

    @Test
    void a_ragged_row_has_a_cell_too_many_and_a_blank_line_none_or_empty_ones() {
        WorldFile file = file(true, Line.of(Line.Kind.RAGGED), Line.of(Line.Kind.BLANK), Line.of(Line.Kind.BLANK));
        assertThat(file.text()).isEqualTo("inbox_identifier,contact_identifier\n,,one too many\n\n,\n");
        assertThat(file.starts()).containsExactly(2L, 3L, 4L);
    }

    @Test
    void json_lines_nest_attributes_and_keep_numbers() {
        WorldFile file = file(
                false,
                Line.of(
                        "identifier",
                        new BigDecimal("42"),
                        "additional_attributes.city",
                        "Rome",
                        "additional_attributes.country",
                        null,
                        "custom_attributes",
                        Json.object("{\"n\":12345678901234567890.10}")),
                Line.of(Line.Kind.UNREADABLE),
                Line.of("name", "\ud83d"));
        assertThat(file.text())
                .isEqualTo("{\"identifier\":42,\"custom_attributes\":{\"n\":12345678901234567890.10},"
                        + "\"additional_attributes\":{\"city\":\"Rome\",\"country\":null}}\n{\"email\":\n"
                        + "{\"name\":\"\\uD83D\"}\n");
        assertThat(file.starts()).containsExactly(1L, 2L, 3L);
        assertThat(file(false, Line.of("custom_attributes", Map.of())).text())
                .isEqualTo("{\"custom_attributes\":{}}\n");
    }
}
