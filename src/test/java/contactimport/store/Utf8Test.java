package contactimport.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class Utf8Test {

    private static final Utf8 INSIDE = Utf8.of("<Zoë, Zoë>".getBytes(StandardCharsets.UTF_8), 1, 11);

    @Test
    void a_text_is_what_lies_between_its_borders() {
        assertThat(INSIDE.text()).isEqualTo("Zoë, Zoë");
        assertThat(INSIDE).isEqualTo(Utf8.of("Zoë, Zoë")).hasSameHashCodeAs(Utf8.of("Zoë, Zoë"));
        assertThat(INSIDE.part(0, 4)).isEqualTo(INSIDE.part(6, 10)).isNotEqualTo(INSIDE.part(5, 9));
    }

    @Test
    void what_stands_outside_is_not_found() {
        assertThat(INSIDE.has('>')).isFalse();
        assertThat(INSIDE.has(',')).isTrue();
        assertThat(INSIDE.lastIndexOf(Utf8.of(">"))).isEqualTo(-1);
        assertThat(INSIDE.lastIndexOf(Utf8.of("Zoë"))).isEqualTo(6);
        assertThat(INSIDE.lastIndexOf(Utf8.of("Zoë, Zoë>"))).isEqualTo(-1);
        assertThat(INSIDE.startsWith(Utf8.of("Zoë,"))).isTrue();
        assertThat(INSIDE.startsWith(Utf8.of("<"))).isFalse();
        assertThat(INSIDE.startsWith(Utf8.of("Zoë, Zoë>"))).isFalse();
    }

    @Test
    void borders_outside_the_bytes_are_misuse() {
        assertThatThrownBy(() -> Utf8.of(new byte[3], 0, 4)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Utf8.of(new byte[3], 2, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void its_description_tells_nothing_of_it() {
        assertThat(INSIDE).hasToString("Utf8[10 bytes]");
    }
}
