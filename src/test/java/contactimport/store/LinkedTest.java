package contactimport.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LinkedTest {

    @Test
    void a_contact_without_a_line_is_none_wherever_it_lies() {
        Linked linked = new Linked();
        linked.add(10, 7);
        linked.add(300, 8);
        Linked.Reader reader = linked.reader();

        assertThat(new int[] {reader.lineOf(9), reader.lineOf(10), reader.lineOf(10), reader.lineOf(11)})
                .containsExactly(Linked.NONE, 7, 7, Linked.NONE);
        assertThat(new int[] {reader.lineOf(300), reader.lineOf(301)}).containsExactly(8, Linked.NONE);
    }

    @Test
    void nothing_is_found_where_nothing_is() {
        assertThat(new Linked().reader().lineOf(1)).isEqualTo(Linked.NONE);
    }

    @Test
    void ids_of_any_size_and_distance_are_found_again() {
        Random random = new Random(1);
        TreeMap<Long, Integer> contacts = new TreeMap<>();
        for (int i = 0; i < 100_000; i++) {
            contacts.put(random.nextLong() >> random.nextInt(60), i);
        }
        contacts.remove(Long.MIN_VALUE);
        Linked linked = new Linked();
        contacts.forEach(linked::add);
        Linked.Reader reader = linked.reader();

        contacts.forEach((contact, line) -> assertThat(reader.lineOf(contact)).isEqualTo(line));
    }

    @Test
    void contacts_are_told_with_their_lines_in_ascending_order_and_what_they_take() throws SQLException {
        Linked linked = new Linked();
        assertThat(linked.bytes()).isZero();
        for (int i = 0; i < 100_000; i++) {
            linked.add(2L * i, 100_000 - i);
        }

        List<String> told = new ArrayList<>();
        linked.each((contact, line) -> told.add(contact + ": " + line));
        assertThat(told).hasSize(100_000).startsWith("0: 100000", "2: 99999").endsWith("199998: 1");
        assertThat(linked.bytes()).isBetween(500_000L, 700_000L);
    }

    @Test
    void contacts_out_of_order_are_refused() {
        Linked linked = new Linked();
        linked.add(5, 0);

        assertThatThrownBy(() -> linked.add(5, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
