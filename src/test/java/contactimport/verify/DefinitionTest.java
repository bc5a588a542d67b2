package contactimport.verify;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.source.Json;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class DefinitionTest {

    @ParameterizedTest
    @CsvFileSource(resources = "/rules/attribute-types.csv", numLinesToSkip = 1)
    void a_value_is_converted_to_its_type_or_does_not_fit(
            Definition.Type type, String value, String expected, String why) {
        Definition definition = new Definition(
                type,
                List.of("Gold", "Silver"),
                type == Definition.Type.TEXT ? Pattern.compile("^[A-Za-z0-9.]+$") : null);
        Object converted = definition.convert(Objects.requireNonNull(Json.read(value)));
        assertThat(converted == null ? null : Json.write(converted)).as(why).isEqualTo(expected);
    }
}
