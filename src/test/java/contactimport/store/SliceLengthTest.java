package contactimport.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SliceLengthTest {

    private static final int GIANT = 7;
    private static final int OTHER = 8;

    private final Room room = new Room(100_000_000);
    private SliceLength length = new SliceLength(10, room);
    private int position;

    @Test
    void slices_that_go_on_with_a_group_are_twice_as_long_each_time_up_to_sixty_four_thousand_rows() {
        assertThat(slices(4)).containsExactly(10, 20, 40, 80);
        length = new SliceLength(10_000, new Room(1L << 32));
        position = 0;
        assertThat(slices(5)).containsExactly(10_000, 20_000, 40_000, 64_000, 64_000);
        length = new SliceLength(100_000, room);
        length.endWithin(GIANT, 7, 100_000);
        assertThat(length.begin(7)).as("who asks for more, gets it").isEqualTo(100_000);
    }

    @Test
    void without_room_every_slice_has_the_usual_length() {
        length = new SliceLength(10, Room.NONE);
        assertThat(slices(3)).containsExactly(10, 10, 10);
    }

    @Test
    void room_that_others_have_taken_is_missing_and_comes_back_when_their_slices_are_done_with() {
        Room small = new Room(20_000);
        SliceLength other = new SliceLength(1, small);
        slice(other, 0, 1);
        assertThat(slice(other, 1, 2)).isEqualTo(2);
        length = new SliceLength(10, small);
        assertThat(slices(3)).containsExactly(10, 13, 13);
        other.release();
        assertThat(slices(1)).containsExactly(14);
    }

    @Test
    void a_slice_behind_one_that_was_merged_in_part_has_the_usual_length() {
        assertThat(slices(3)).containsExactly(10, 20, 40);
        position -= 15;
        assertThat(slices(3)).containsExactly(10, 20, 40);
    }

    @Test
    void the_group_behind_the_one_that_grew_does_not() {
        slices(3);
        length.begin(position);
        assertThat(rows(length, 0, 25, GIANT)).isEqualTo(25);
        assertThat(length.takes(25, OTHER, 100, 100)).isFalse();
    }

    @Test
    void a_group_that_ends_early_leaves_the_usual_length_to_the_others() {
        slices(3);
        length.begin(position);
        assertThat(rows(length, 0, 4, GIANT)).isEqualTo(4);
        assertThat(rows(length, 4, 100, OTHER)).isEqualTo(10);
    }

    @Test
    void a_slice_behind_a_groups_border_has_the_usual_length() {
        length.begin(0);
        rows(length, 0, 100, GIANT);
        assertThat(length.begin(10)).isEqualTo(10);
        assertThat(rows(length, 0, 100, GIANT)).isEqualTo(10);
    }

    @Test
    void what_is_written_for_a_line_is_held_in_memory_too_and_shortens_the_next_slice() {
        length = new SliceLength(10, new Room(1_000_000));
        slices(1);
        length.wrote(10 * 20_000);
        int shorter = slices(1).get(0);
        assertThat(shorter).isBetween(11, 19);
        length.wrote(0);
        assertThat(slices(1)).containsExactly(2 * shorter);
    }

    @Test
    void contacts_with_much_stored_json_shorten_it() {
        length = new SliceLength(10, new Room(1_000_000));
        slices(1);
        assertThat(length.begin(position)).isEqualTo(20);
        int rows = 0;
        while (rows < 20 && length.takes(rows, GIANT, 100, 20_000)) {
            rows++;
        }
        assertThat(rows).isBetween(11, 19);
    }

    @Test
    void large_records_end_a_slice_early_and_one_alone_is_always_taken() {
        length.begin(0);
        assertThat(length.takes(0, GIANT, 5_000_000, 0)).isTrue();
        assertThat(length.takes(1, GIANT, 1, 0)).isFalse();
    }

    @Test
    void negative_room_is_misuse() {
        assertThatThrownBy(() -> new Room(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Of one endless group, one after the other. */
    private List<Integer> slices(int count) {
        List<Integer> lengths = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lengths.add(slice(length, position, Integer.MAX_VALUE));
            position += lengths.get(i);
        }
        return lengths;
    }

    private static int slice(SliceLength length, int position, int most) {
        length.begin(position);
        int rows = rows(length, 0, most, GIANT);
        length.endWithin(GIANT, position + rows, rows);
        return rows;
    }

    /** Rows of a group, as many as there may be in a slice that has some. */
    private static int rows(SliceLength length, int from, int to, int group) {
        int rows = from;
        while (rows < to && length.takes(rows, group, 100, 100)) {
            rows++;
        }
        return rows;
    }
}
