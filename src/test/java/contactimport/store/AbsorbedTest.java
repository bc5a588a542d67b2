package contactimport.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import contactimport.store.AbsorbWriter.Gone;
import org.junit.jupiter.api.Test;

class AbsorbedTest {

    private static Absorbed of(long[]... rows) {
        Absorbed absorbed = new Absorbed(rows.length);
        for (long[] row : rows) {
            absorbed.add(row);
        }
        absorbed.settle();
        return absorbed;
    }

    @Test
    void whoever_was_kept_and_absorbed_later_leads_to_the_end_of_the_chain() {
        Absorbed absorbed = of(new long[] {1, 5, 10}, new long[] {3, 9, 12}, new long[] {5, 3, 11});
        assertThat(absorbed.gone(0)).isEqualTo(new Gone(1, 9, 3, 10));
        assertThat(absorbed.gone(1)).isEqualTo(new Gone(3, 9, 1, 12));
        assertThat(absorbed.gone(2)).isEqualTo(new Gone(5, 9, 2, 11));
    }

    @Test
    void many_in_one_are_all_next_to_it() {
        Absorbed absorbed = of(new long[] {2, 1, 7}, new long[] {3, 1, 8});
        assertThat(absorbed.size()).isEqualTo(2);
        assertThat(absorbed.gone(0)).isEqualTo(new Gone(2, 1, 1, 7));
        assertThat(absorbed.gone(1)).isEqualTo(new Gone(3, 1, 1, 8));
    }

    @Test
    void a_chain_of_a_million_is_followed_once_in_either_direction() {
        int n = 1_000_000;
        Absorbed up = new Absorbed(n);
        Absorbed down = new Absorbed(n);
        for (int i = 1; i <= n; i++) {
            up.add(new long[] {i, i + 1, i});
            down.add(new long[] {i, i - 1, i});
        }
        up.settle();
        down.settle();
        assertThat(up.gone(0)).isEqualTo(new Gone(1, n + 1, n, 1));
        assertThat(down.gone(n - 1)).isEqualTo(new Gone(n, 0, n, n));
    }

    @Test
    void contacts_out_of_order_are_refused() {
        assertThatThrownBy(() -> of(new long[] {2, 3, 1}, new long[] {1, 3, 2}))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
