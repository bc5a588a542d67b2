package contactimport.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PassesTest {

    private static final int ROWS_OF_A_PAGE = 32;

    private final List<Integer> taken = new ArrayList<>();
    private final Passes passes = new Passes((root, contact) -> {
        assertThat(contact).isEqualTo(1_000L + root);
        taken.add(root);
    });

    @Test
    void nothing_comes_of_nothing() throws SQLException {
        passes.end();

        assertThat(taken).isEmpty();
    }

    @Test
    void a_few_stay_in_their_order() throws SQLException {
        add(2_000);

        assertThat(taken).isEqualTo(IntStream.range(0, 2_000).boxed().toList());
    }

    @Test
    void each_pass_takes_one_of_every_thirty_two() throws SQLException {
        add(16_000);

        assertThat(taken.subList(0, 3)).containsExactly(0, 32, 64);
        assertThat(taken.subList(499, 502)).containsExactly(15_968, 1, 33);
    }

    @Test
    void all_are_taken_once_whatever_their_number() throws SQLException {
        for (int number : List.of(1, 2_047, 2_048, 2_049, 65_535, 65_536, 65_537, 140_000)) {
            taken.clear();
            add(number);

            assertThat(taken.stream().sorted().toList())
                    .isEqualTo(IntStream.range(0, number).boxed().toList());
        }
    }

    @Test
    void rows_of_a_page_are_far_from_each_other_so_that_there_is_time_for_room_between_them() throws SQLException {
        add(140_000);

        Map<Integer, Integer> last = new HashMap<>();
        int nearest = Integer.MAX_VALUE;
        for (int place = 0; place < taken.size(); place++) {
            Integer before = last.put(taken.get(place) / ROWS_OF_A_PAGE, place);
            nearest = Math.min(nearest, before == null ? nearest : place - before);
        }
        // The last window is the smallest: what is left of 140,000 after two of 65,536.
        assertThat(nearest).isBetween(250, 290);
    }

    @Test
    void contacts_that_share_no_page_are_not_gone_through_together() throws SQLException {
        for (int i = 0; i < 6_000; i++) {
            passes.add(i * 100, 1_000L + i * 100);
        }
        passes.end();

        List<Integer> first = taken.subList(0, 2_622).stream().sorted().toList();
        assertThat(first.get(first.size() - 1)).isLessThan(4 * 65_536);
    }

    private void add(int number) throws SQLException {
        for (int i = 0; i < number; i++) {
            passes.add(i, 1_000L + i);
        }
        passes.end();
    }
}
