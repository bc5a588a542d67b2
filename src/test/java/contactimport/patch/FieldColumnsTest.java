package contactimport.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import contactimport.source.Header;
import contactimport.source.Json;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which cells of a file that was imported are shown beside a field. */
class FieldColumnsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                " | Email,name,_import_run,zip | {email=[0], name=[1]} | our own names, and nothing else",
                " | custom_attributes.a,custom_attributes.A | {custom_attributes.a=[0], custom_attributes.A=[1]}"
                        + "| the case of a key counts",
                "{email: M}                | M,name        | {email=[0], name=[1]}    | a mapping and our own names",
                "{name: {join: [B, A]}}    | A,B           | {name=[0, 1]}            | every column of a join",
                "{name: {first: [A, C]}}   | B,A           | {name=[1]}               | those that are there",
                "{name: N}                 | N,Name        | {name=[0]}               | a field that the mapping fills",
                "{name: N, custom_attributes.n: N} | N     | {name=[0], custom_attributes.n=[0]} | one column for two",
            })
    void the_columns_of_a_field_are_told(
            @org.jspecify.annotations.Nullable String mapping, String header, String expected, String why) {
        assertThat(FieldColumns.of(header(header), settings(mapping))).as(why).hasToString(expected);
    }

    @Test
    void nobody_changes_them() {
        assertThatThrownBy(() -> FieldColumns.of(header("email"), "{}").put("name", Set.of()))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void what_the_mapping_passes_over_is_told() {
        String ignoring = settings("{email: M}\nother: ignore");
        assertThat(FieldColumns.leftOut(header("M,Zip,name"), ignoring)).containsExactly("Zip");
        assertThat(FieldColumns.leftOut(header("M,Zip"), "{}")).isEmpty();
        assertThat(FieldColumns.leftOut(new Header("f.jsonl", 0, List.of()), ignoring))
                .isEmpty();
    }

    private static Header header(String names) {
        return new Header("f.csv", 1, List.of(names.split(",", -1)));
    }

    private static String settings(@org.jspecify.annotations.Nullable String fields) {
        return fields == null
                ? "{}"
                : Json.write(new MappingChoice(MappingFile.parse("crm.yml", "crm", "fields: " + fields), null, null)
                        .settings());
    }
}
