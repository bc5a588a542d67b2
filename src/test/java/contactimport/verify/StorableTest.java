package contactimport.verify;

import static contactimport.verify.Lines.toB;
import static org.assertj.core.api.Assertions.assertThat;

import contactimport.source.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What jsonb can hold; the numeric limits were tried on PostgreSQL 18. */
class StorableTest {

    @ParameterizedTest
    @CsvFileSource(resources = "/rules/attributes.csv", numLinesToSkip = 1)
    void attributes_are_what_jsonb_can_hold(String value, String fault, String why) {
        String sentence = new Lines().sentences(toB("\"custom_attributes\":{\"k\":" + value.replace('\'', '"') + "}"));
        assertThat(sentence).as(why).isEqualTo(fault == null ? "" : "custom_attributes.k: " + fault);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 98, 99})
    void a_hundred_levels_are_held(int arrays) {
        String value = "[".repeat(arrays) + "]".repeat(arrays);
        assertThat(Json.write(new Lines()
                        .patch("\"custom_attributes\":{\"k\":" + value + "}")
                        .custom()
                        .members()))
                .isEqualTo("{\"k\":" + value + "}");
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 101, 127, 128, 129, 500_000})
    void more_are_not(int levels) {
        String arrays = "[".repeat(levels) + "]".repeat(levels);
        String objects = "{\"o\":".repeat(Math.min(levels, 99)) + arrays + "}".repeat(Math.min(levels, 99));
        for (String value : new String[] {arrays, objects}) {
            assertThat(new Lines().sentences(toB("\"custom_attributes\":{\"k\":" + value + "}")))
                    .isEqualTo("custom_attributes.k: expected at most 100 levels of nesting");
        }
    }

    @Test
    void digits_are_limited_on_both_sides_of_the_point() {
        String before = "9".repeat(131_072);
        String after = "9".repeat(16_383);
        assertThat(codes(before + "." + after)).isEmpty();
        assertThat(codes(before + "9")).isEqualTo("CUSTOM_ATTRIBUTES_INVALID");
        assertThat(codes("0." + after + "9")).isEqualTo("CUSTOM_ATTRIBUTES_INVALID");
        assertThat(codes("9".repeat(500_000))).isEqualTo("CUSTOM_ATTRIBUTES_INVALID");
    }

    @Test
    void numbers_that_only_their_exponents_keep_short_are_limited_together() {
        String number = "1e131071";
        assertThat(codes("[" + (number + ",").repeat(6) + number + "]")).isEmpty();
        assertThat(codes("[" + (number + ",").repeat(7) + number + "]")).isEmpty();
        assertThat(codes("[" + (number + ",").repeat(8) + number + "]")).isEqualTo("CUSTOM_ATTRIBUTES_INVALID");
        assertThat(codes("[" + "1e131071,".repeat(7) + "1e131070,1]")).isEqualTo("");
        assertThat(codes("[" + "1e131071,".repeat(7) + "1e131071,1]")).isEqualTo("CUSTOM_ATTRIBUTES_INVALID");
        assertThat(codes("[" + "1e-16383,".repeat(63) + "1]")).isEmpty();
        assertThat(codes("[" + "1e-16383,".repeat(64) + "1]")).isEqualTo("CUSTOM_ATTRIBUTES_INVALID");
        assertThat(new Lines().sentences(toB("\"custom_attributes\":{\"k\":[" + "1e100000,".repeat(20) + "1]}")))
                .isEqualTo("custom_attributes.k: expected numbers of at most 1048576 digits in all");
    }

    @Test
    void a_fault_anywhere_is_found_whatever_comes_after_it() {
        assertThat(codes("{\"a\":[1,\"\\u0000\",{\"b\":1}],\"c\":2}")).isEqualTo("CUSTOM_ATTRIBUTES_INVALID");
        assertThat(codes("{\"a\":\"\\u0000\",\"b\":1}")).isEqualTo("CUSTOM_ATTRIBUTES_INVALID");
    }

    @Test
    void a_key_is_a_text_too_and_named_without_what_cannot_be_shown() {
        assertThat(new Lines().sentences(toB("\"custom_attributes\":{\"a\":1,\"k\\u0000\\ud800\":1}")))
                .isEqualTo("custom_attributes.k??: expected no NUL character");
        assertThat(new Lines().sentences(toB("\"additional_attributes\":{\"city\":\"\\udc00\"}")))
                .isEqualTo("additional_attributes.city: expected no half surrogate pair");
    }

    private static String codes(String value) {
        return new Lines().codes(toB("\"custom_attributes\":{\"k\":" + value + "}"));
    }
}
