package contactimport.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AttributesTest {

    private static final BigDecimal ONE = BigDecimal.ONE;
    private static final BigDecimal ONE_POINT_ZERO = new BigDecimal("1.0");

    @Test
    void objects_merge_key_by_key_at_every_depth_and_the_line_wins() {
        Attributes stored = Attributes.of(Map.of("a", Map.of("x", Map.of("p", ONE, "q", ONE)), "b", ONE));
        Attributes line = Attributes.of(Map.of("a", Map.of("x", Map.of("q", "new")), "c", true));
        assertThat(stored.mergedWith(line))
                .isEqualTo(Attributes.of(Map.of("a", Map.of("x", Map.of("p", ONE, "q", "new")), "b", ONE, "c", true)));
    }

    @Test
    void flat_is_what_holds_no_object_and_no_array() {
        assertThat(Attributes.EMPTY.isFlat()).isTrue();
        assertThat(one("text").isFlat()).isTrue();
        assertThat(one(null).isFlat()).isTrue();
        assertThat(one(Map.of()).isFlat()).isFalse();
        assertThat(one(List.of(ONE)).isFlat()).isFalse();
    }

    @Test
    void objects_of_few_and_of_many_members_merge_alike() {
        for (int stored = 0; stored < 12; stored++) {
            for (int line = 0; line < 12; line++) {
                List<String> keys =
                        new ArrayList<>(numbered(0, stored).members().keySet());
                for (int i = Math.max(6, stored); i < 6 + line; i++) {
                    keys.add("k" + i);
                }
                assertThat(numbered(0, stored)
                                .mergedWith(numbered(6, 6 + line))
                                .members()
                                .keySet())
                        .as("%d and %d members", stored, line)
                        .containsExactlyElementsOf(keys);
            }
        }
    }

    private static Attributes numbered(int from, int to) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (int i = from; i < to; i++) {
            members.put("k" + i, "v" + i);
        }
        return Attributes.of(members);
    }

    @Test
    void arrays_and_scalars_replace() {
        assertThat(merged(List.of(ONE, ONE), List.of("x"))).isEqualTo(List.of("x"));
        assertThat(merged(Map.of("x", ONE), "text")).isEqualTo("text");
        assertThat(merged("text", Map.of("x", ONE))).isEqualTo(Map.of("x", ONE));
        assertThat(merged(ONE, null)).isNull();
        assertThat(merged(null, false)).isEqualTo(false);
    }

    private static Object merged(Object stored, Object line) {
        return one(stored).mergedWith(one(line)).get("k");
    }

    private static Attributes one(Object value) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("k", value);
        return Attributes.of(members);
    }

    @Test
    void a_null_is_a_value_that_is_there() {
        assertThat(one(null).has("k")).isTrue();
        assertThat(one(null).has("other")).isFalse();
        assertThat(one(null).isEmpty()).isFalse();
        assertThat(Attributes.EMPTY.mergedWith(one(null)).has("k")).isTrue();
    }

    @Test
    void merging_nothing_changes_nothing_and_the_order_of_writing_stays() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("z", ONE);
        members.put("a", ONE);
        Attributes some = Attributes.of(members);
        assertThat(some.mergedWith(Attributes.EMPTY)).isSameAs(some);
        assertThat(Attributes.EMPTY.mergedWith(some)).isSameAs(some);
        assertThat(some.mergedWith(one(ONE)).members().keySet()).containsExactly("z", "a", "k");
        assertThat(some.without("z").members().keySet()).containsExactly("a");
        assertThat(some.without("none")).isSameAs(some);
    }

    @Test
    void attributes_are_equal_as_jsonb_compares() {
        assertThat(one(ONE)).isEqualTo(one(ONE_POINT_ZERO)).hasSameHashCodeAs(one(ONE_POINT_ZERO));
        assertThat(one(List.of(ONE, Map.of("x", ONE))))
                .isEqualTo(one(List.of(ONE_POINT_ZERO, Map.of("x", ONE_POINT_ZERO))));
        assertThat(Attributes.of(Map.of("a", ONE, "b", ONE))).isEqualTo(Attributes.of(Map.of("b", ONE, "a", ONE)));
    }

    @Test
    void what_jsonb_tells_apart_is_not_equal() {
        List<Object> values = new ArrayList<>(List.of(
                ONE,
                "1",
                true,
                "true",
                List.of(),
                Map.of(),
                "",
                List.of(ONE),
                List.of("1"),
                List.of(ONE, ONE),
                Map.of("x", ONE),
                Map.of("y", ONE),
                Map.of("x", "1"),
                new BigDecimal("1.01"),
                false));
        values.add(null);
        values.add(one(null).members());
        for (int i = 0; i < values.size(); i++) {
            for (int j = 0; j < values.size(); j++) {
                assertThat(one(values.get(i)).equals(one(values.get(j)))).isEqualTo(i == j);
            }
        }
        assertThat(one("x")).isNotEqualTo(Attributes.of(Map.of("other", "x"))).isNotEqualTo("x");
    }

    @Test
    void nobody_can_change_them_afterwards() {
        List<Object> list = new ArrayList<>(List.of(ONE));
        Map<String, Object> inner = new LinkedHashMap<>(Map.of("l", list));
        Map<String, Object> members = new LinkedHashMap<>(Map.of("k", inner));
        Attributes attributes = Attributes.of(members);
        list.clear();
        inner.clear();
        members.clear();
        assertThat(attributes).isEqualTo(one(Map.of("l", List.of(ONE))));
        assertThatThrownBy(() -> attributes.members().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> ((Map<?, ?>) attributes.get("k")).clear())
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> one(ONE).mergedWith(one("x")).members().clear())
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> ((List<?>) one(List.of(ONE)).get("k")).clear())
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> Attributes.of(Map.of("a", ONE, "b", ONE))
                        .without("a")
                        .members()
                        .clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void only_json_is_held_and_values_are_not_shown() {
        assertThatThrownBy(() -> one(1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> one(List.of(1.5))).isInstanceOf(IllegalArgumentException.class);
        assertThat(one("secret")).hasToString("Attributes[k]");
        assertThat(Attributes.of(Map.of())).isSameAs(Attributes.EMPTY);
    }
}
