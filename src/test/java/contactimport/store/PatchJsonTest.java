package contactimport.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import contactimport.verify.VerifiedPatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatchJsonTest {

    private static VerifiedPatch read(@Nullable String name, @Nullable String custom, @Nullable String patch) {
        return PatchJson.read(7, 1, "s1", null, null, null, new PatchJson.Columns(name, custom, patch));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                |                  |
            Ada |                  |
                | {"a":1,"b":null} |
            Ada | {"a":1}          | {"a":{"city":"Bonn"}}
                | {"a":[1,2]}      | {"d":true}
                |                  | {"a":{"x":{"y":1}},"d":true}
            Ada |                  | {"s":true}
                |                  | {"x":["name","email"]}
                |                  | {"w":[["VALUE_DROPPED","email","not valid"]]}
            """)
    void what_is_read_is_written_the_same_again(
            @Nullable String name, @Nullable String custom, @Nullable String patch) {
        VerifiedPatch read = read(name, custom, patch);

        assertThat(read.name().value()).isEqualTo(name);
        assertThat(PatchJson.custom(read)).isEqualTo(custom);
        assertThat(PatchJson.rest(read)).isEqualTo(patch);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"n\":\"Ada\",\"f\":true}", "{\"c\":{\"a\":1}}", "{\"s\":true,\"f\":true}"})
    void a_row_of_an_older_version_is_not_read_as_one_without_name_and_attributes(String patch) {
        assertThatThrownBy(() -> read(null, null, patch)).hasMessageContaining("older version");
    }
}
