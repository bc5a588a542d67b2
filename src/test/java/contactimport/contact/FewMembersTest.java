package contactimport.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** It is a linked hash map in every respect but its size. */
class FewMembersTest {

    private static final List<String> KEYS = List.of("plan", "seats", "", "Plan", "tier", "\u00e4", "x", "y", "z");

    @Test
    void it_answers_as_a_linked_hash_map_does_whatever_is_put_in_whatever_order() {
        Random random = new Random(20261123);
        for (int world = 0; world < 2_000; world++) {
            Map<String, Object> expected = new LinkedHashMap<>();
            int puts = random.nextInt(FewMembers.MOST + 1);
            FewMembers.Maker maker = new FewMembers.Maker(puts);
            for (int put = 0; put < puts; put++) {
                String key = KEYS.get(random.nextInt(KEYS.size()));
                Object value = random.nextInt(4) == 0 ? null : "value " + put;
                expected.put(key, value);
                maker.put(key, value);
            }
            Map<String, Object> made = maker.made();

            assertThat(made).isEqualTo(expected).hasSameHashCodeAs(expected).hasSize(expected.size());
            assertThat(new ArrayList<>(made.entrySet())).isEqualTo(new ArrayList<>(expected.entrySet()));
            List<String> told = new ArrayList<>();
            made.forEach((key, value) -> told.add(key + "=" + value));
            assertThat(told)
                    .isEqualTo(
                            expected.entrySet().stream().map(Object::toString).toList());
            for (String key : KEYS) {
                assertThat(made.containsKey(key)).isEqualTo(expected.containsKey(key));
                assertThat(made.get(key)).isEqualTo(expected.get(key));
            }
            assertThat(made.containsKey(null)).isFalse();
        }
    }

    @Test
    void nobody_changes_it() {
        FewMembers.Maker maker = new FewMembers.Maker(1);
        maker.put("plan", "gold");
        Map<String, Object> made = maker.made();

        assertThatThrownBy(() -> made.put("plan", "silver")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> made.remove("plan")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(made::clear).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> made.entrySet().iterator().next().setValue("silver"))
                .isInstanceOf(UnsupportedOperationException.class);
    }
}
