package contactimport.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.longs;

import contactimport.contact.Attributes;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @Test
    void a_text_becomes_a_tree_of_jdk_types() {
        assertThat(Json.readObject(" {\"s\":\"\\u00e9\\n\",\"t\":true,\"n\":null,\"l\":[1,[]],\"o\":{}} "))
                .isEqualTo(treeOfEverything());
    }

    private static Map<String, Object> treeOfEverything() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("s", "é\n");
        tree.put("t", true);
        tree.put("n", null);
        tree.put("l", List.of(new BigDecimal("1"), List.of()));
        tree.put("o", Map.of());
        return tree;
    }

    @Test
    void a_tree_is_written_without_white_space_in_its_order() {
        assertThat(Json.write(treeOfEverything()))
                .isEqualTo("{\"s\":\"é\\u000a\",\"t\":true,\"n\":null,\"l\":[1,[]],\"o\":{}}");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, 0",
        "1.50, 1.50",
        "1e2, 100",
        "-1E-2, -0.01",
        "0e5, 0",
        "0e2147483647, 0",
        "12345678901234567890.123456789012345678901, 12345678901234567890.123456789012345678901",
        "1e1001, 1E+1001",
        "1e-1001, 1E-1001",
    })
    void numbers_are_never_rounded(String given, String written) {
        assertThat(Json.write(Json.read(given))).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-0", "-0.0", "1.50", "1e2", "1E+2", "-1e-2", "true", "null"})
    void the_text_of_a_scalar_is_the_one_it_was_read_from(String given) {
        assertThat(Json.text(Json.read(given))).isEqualTo(given);
    }

    @Test
    void long_numbers_are_exact() {
        String digits = "123456789".repeat(14_000) + "." + "987654321".repeat(1_800);
        assertThat(Json.write(Json.read(digits))).isEqualTo(digits);
        assertThat(Json.write(Json.read("1e400"))).isEqualTo("1" + "0".repeat(400));
        assertThat(Json.write(Json.read("1e1000"))).hasSize(1001);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e9999999999", "-1e-99999999999"})
    void a_number_beyond_all_computing_stays_one_that_nothing_can_hold(String number) {
        assertThat(Json.write(Json.read(number))).hasSizeGreaterThan(255);
        assertThat(Json.write(Json.read("1" + "0".repeat(1_000_000)))).hasSizeGreaterThan(255);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "tru", "{\"a\":1}}", "1 2", "Infinity", "+1", ".5", "1.", "\"\t\"", "//c\n1"})
    void what_is_no_json_is_refused(String text) {
        assertThatThrownBy(() -> Json.read(text)).isInstanceOf(InvalidJson.class);
    }

    @Test
    void an_object_is_an_object() {
        assertThatThrownBy(() -> Json.readObject("[]"))
                .isInstanceOf(InvalidJson.class)
                .hasMessage("expected a JSON object");
        assertThatThrownBy(() -> Json.readObject(" ")).hasMessage("expected JSON, found nothing");
    }

    @Test
    void a_stored_tree_is_read_to_a_depth_that_every_recursion_survives() throws Exception {
        String deepest = "{\"a\":".repeat(Json.MAX_DEPTH) + "1" + "}".repeat(Json.MAX_DEPTH);
        List<Boolean> same = new ArrayList<>();
        Thread small = new Thread(
                null,
                () -> {
                    Attributes read = Attributes.of(Json.readObject(deepest));
                    Attributes merged = read.mergedWith(Attributes.of(Json.readObject(deepest.replace("1", "2"))));
                    same.add(Json.write(merged.members()).equals(deepest.replace("1", "2")));
                    same.add(merged.equals(read));
                },
                "small stack",
                512 * 1024);
        small.start();
        small.join();
        assertThat(same).containsExactly(true, false);
    }

    @ParameterizedTest
    @ValueSource(ints = {501, 500_000})
    void deeper_ones_are_refused(int levels) {
        assertThatThrownBy(() -> Json.read("[".repeat(levels) + "]".repeat(levels)))
                .isInstanceOf(InvalidJson.class)
                .hasMessage("expected at most 500 levels of nesting");
    }

    @Test
    void what_json_has_not_is_not_written() {
        assertThatThrownBy(() -> Json.write(List.of(1.5))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void any_tree_comes_back_as_it_was() {
        qt().withExamples(2000).forAll(longs().all()).checkAssert(seed -> {
            Object tree = new Trees(new Random(seed)).value(4);
            assertThat(Json.read(Json.write(tree))).isEqualTo(tree);
            assertThat(Json.readLine(Json.write(tree))).isEqualTo(tree);
        });
    }

    private record Trees(Random random) {

        private static final String ALPHABET = "aé€\u2028\u0000\u001f\u007f\"\\/\n\t ,{}";

        Object value(int levels) {
            return switch (random.nextInt(levels > 0 ? 8 : 6)) {
                case 0 -> null;
                case 1 -> random.nextBoolean();
                case 2 -> BigDecimal.valueOf(random.nextLong(), random.nextInt(60));
                case 3 -> new BigDecimal(random.nextInt(100));
                case 4, 5 -> text();
                case 6 -> array(levels - 1);
                default -> object(levels - 1);
            };
        }

        private Map<String, Object> object(int levels) {
            Map<String, Object> object = new LinkedHashMap<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                object.put(text(), value(levels));
            }
            return object;
        }

        private List<Object> array(int levels) {
            List<Object> array = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                array.add(value(levels));
            }
            return array;
        }

        private String text() {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(6); i > 0; i--) {
                text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            }
            return random.nextInt(5) == 0 ? text + "😀" : text.toString();
        }
    }
}
