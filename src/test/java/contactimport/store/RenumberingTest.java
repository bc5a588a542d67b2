package contactimport.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RenumberingTest {

    @Test
    void ids_from_before_the_run_keep_their_names_and_new_ones_are_numbered_as_they_come() {
        Renumbering ids = new Renumbering(100);
        assertThat(LongStream.of(7, 105, 100, 99, 105, 50_000, 100).mapToObj(ids::of))
                .containsExactly("7", "#1", "#2", "99", "#1", "#3", "#2");
    }

    @Test
    void two_runs_that_gave_out_other_ids_look_alike_only_if_they_meet_them_in_the_same_order() {
        assertThat(names(100, 103, 101, 103)).isEqualTo(names(200, 207, 299, 207));
        assertThat(names(100, 103, 101, 103)).isNotEqualTo(names(100, 103, 101, 101));
    }

    private static String names(long first, long... ids) {
        Renumbering numbers = new Renumbering(first);
        return LongStream.of(ids).mapToObj(numbers::of).toList().toString();
    }
}
