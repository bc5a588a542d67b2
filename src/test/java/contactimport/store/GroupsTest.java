package contactimport.store;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroupsTest {

    /** Nodes 0 … n-1 are ordinals 1 … n and lines 2 … n+1. */
    private final List<String> dealt = new ArrayList<>();

    @Test
    void single_lines_follow_the_file_in_equal_shares() throws SQLException {
        deal(new Components(5), lines(5), 2);

        assertThat(dealt)
                .containsExactly(
                        "0.1 group 1: 1", "0.2 group 2: 2", "0.3 group 3: 3", "1.1 group 4: 4", "1.2 group 5: 5");
    }

    @Test
    void a_group_stays_together_in_the_order_of_the_file() throws SQLException {
        Components components = new Components(5);
        components.unite(3, 0);

        deal(components, lines(5), 2);

        assertThat(dealt)
                .containsExactly(
                        "0.1 group 1: 1", "0.2 group 1: 4", "0.3 group 2: 2", "1.1 group 3: 3", "1.2 group 4: 5");
    }

    @Test
    void a_group_above_a_fair_share_has_a_partition_of_its_own_and_goes_first() throws SQLException {
        Components components = new Components(6);
        components.unite(1, 3);
        components.unite(3, 5);

        deal(components, lines(6), 3);

        assertThat(dealt)
                .containsExactly(
                        "0.1 group 1: 2",
                        "0.2 group 1: 4",
                        "0.3 group 1: 6",
                        "1.1 group 2: 1",
                        "1.2 group 3: 3",
                        "2.1 group 4: 5");
    }

    @Test
    void one_group_of_everything_is_one_partition() throws SQLException {
        Components components = new Components(3);
        components.unite(0, 1);
        components.unite(1, 2);

        deal(components, lines(3), 8);

        assertThat(dealt).containsExactly("0.1 group 1: 1", "0.2 group 1: 2", "0.3 group 1: 3");
    }

    @Test
    void records_that_were_not_staged_leave_no_trace() throws SQLException {
        int[] lines = lines(4);
        lines[0] = 0;
        lines[2] = 0;

        Groups groups = deal(new Components(4), lines, 1);

        assertThat(dealt).containsExactly("0.1 group 1: 2", "0.2 group 2: 4");
        assertThat(List.of(groups.rows(), groups.groups(), groups.largest())).containsExactly(2, 2, 1);
    }

    @Test
    void nothing_is_dealt_of_nothing() throws SQLException {
        Groups groups = deal(new Components(0), new int[0], 4);

        assertThat(dealt).isEmpty();
        assertThat(List.of(groups.rows(), groups.groups(), groups.largest())).containsExactly(0, 0, 0);
    }

    @Test
    void no_more_partitions_than_asked_for_whatever_the_groups() throws SQLException {
        for (int partitions = 1; partitions <= 12; partitions++) {
            for (int size = 1; size <= 10; size++) {
                dealt.clear();
                Components components = new Components(40);
                for (int node = 0; node < 40; node++) {
                    components.unite(node, node - node % size);
                }
                deal(components, lines(40), partitions);

                List<Integer> parts = dealt.stream()
                        .map(row -> Integer.valueOf(row.substring(0, row.indexOf('.'))))
                        .distinct()
                        .collect(toList());
                assertThat(parts)
                        .isEqualTo(IntStream.range(0, parts.size()).boxed().toList());
                assertThat(parts.size()).isLessThanOrEqualTo(partitions);
                assertThat(dealt).hasSize(40);
            }
        }
    }

    @Test
    void lines_of_groups_that_change_nothing_are_ranges_over_what_is_not_staged() throws SQLException {
        // Nodes:     0  1  2  3  4  5  6  7; 3 is not staged; 1 and 5 are a group, of which 5 may change something.
        int[] lines = {2, 3, 4, 0, 6, 7, 8, 9};
        byte[] bits = {0, 0, 0, 0, 0, 64, 0, 64};
        Components components = new Components(8);
        components.unite(1, 5);
        Groups groups = new Groups(components, lines, 101, bits, 64, 32, new Linked());
        groups.deal(4, (part, seq, group, ordinal, line, contact, open) -> dealt.add(ordinal + " of group " + group));
        List<String> idle = new ArrayList<>();
        groups.tellIdle((first, last, rows, lineSum) ->
                idle.add(first + " to " + last + ": " + rows + " rows, lines add up to " + lineSum));
        assertThat(dealt).containsExactly("102 of group 1", "106 of group 1", "108 of group 2");
        assertThat(idle)
                .containsExactly(
                        "101 to 101: 1 rows, lines add up to 2",
                        "103 to 105: 2 rows, lines add up to 10",
                        "107 to 107: 1 rows, lines add up to 8");
    }

    @Test
    void a_file_that_changes_nothing_is_one_range() throws SQLException {
        Groups groups = new Groups(new Components(40), lines(40), 1, new byte[40], 64, 32, new Linked());
        groups.deal(4, (part, seq, group, ordinal, line, contact, open) -> dealt.add("row"));
        List<Long> idle = new ArrayList<>();
        groups.tellIdle((first, last, rows, lineSum) -> idle.addAll(List.of(first, last, (long) rows, lineSum)));
        assertThat(dealt).isEmpty();
        assertThat(idle).containsExactly(1L, 40L, 40L, 40L * (2 + 41) / 2);
    }

    @Test
    void groups_follow_their_contacts_in_whatever_order_the_file_has_them() throws SQLException {
        // Contacts of the nodes: 0 → 40, 1 → none, 2 → 20, 3 → 10, 4 → none, 5 → 30.
        Groups groups = new Groups(new Components(6), lines(6), 1, new byte[0], 0, 0, linked(3, 2, 5, 0));

        deal(groups, 2);

        assertThat(dealt)
                .as("those of nobody come last, in the order of the file")
                .containsExactly(
                        "0.1 group 1: 4 of 10",
                        "0.2 group 2: 3 of 20",
                        "0.3 group 3: 6 of 30",
                        "1.1 group 4: 1 of 40",
                        "1.2 group 5: 2",
                        "1.3 group 6: 5");
    }

    @Test
    void a_group_stands_where_its_first_contact_stands_and_only_a_contact_of_its_first_line_is_told()
            throws SQLException {
        Components components = new Components(5);
        components.unite(1, 4);
        Groups groups = new Groups(components, lines(5), 1, new byte[0], 0, 0, linked(3, 4, 2, 1, 0));

        deal(groups, 1);

        assertThat(dealt)
                .containsExactly(
                        "0.1 group 1: 4 of 10",
                        "0.2 group 2: 2",
                        "0.3 group 2: 5",
                        "0.4 group 3: 3 of 30",
                        "0.5 group 4: 1 of 50");
    }

    @Test
    void groups_that_change_nothing_are_not_dealt_in_the_order_of_contacts_either() throws SQLException {
        byte[] bits = {64, 0, 64};
        Groups groups = new Groups(new Components(3), lines(3), 1, bits, 64, 32, linked(2, 1, 0));

        deal(groups, 1);

        assertThat(dealt).containsExactly("0.1 group 1: 3 of 10", "0.2 group 2: 1 of 30");
    }

    @Test
    void open_keys_are_told_of_the_first_line_of_a_group_because_it_may_change_those_of_the_next() throws SQLException {
        // Of the second node the phone is open only because others hold it, too; of the third nothing is open.
        byte[] bits = {64 | 1 | 2, 64 | 16 | 4 | 2, 64, 64 | 4};
        Components components = new Components(4);
        components.unite(0, 3);
        Groups groups = new Groups(components, lines(4), 1, bits, 64, 32, new Linked());

        List<String> open = new ArrayList<>();
        groups.deal(1, (part, seq, group, ordinal, line, contact, keys) -> open.add(ordinal + ": " + keys));

        assertThat(open).containsExactly("1: 3", "4: " + Dealt.UNKNOWN, "2: 2", "3: 0");
    }

    @Test
    void nothing_is_told_of_keys_that_nobody_looked_at() throws SQLException {
        List<Integer> open = new ArrayList<>();
        new Groups(new Components(2), lines(2), 1)
                .deal(1, (part, seq, group, ordinal, line, contact, keys) -> open.add(keys));

        assertThat(open).containsExactly(Dealt.UNKNOWN, Dealt.UNKNOWN);
    }

    @Test
    void less_than_one_partition_is_misuse() {
        assertThatThrownBy(() -> deal(new Components(1), lines(1), 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private Groups deal(Components components, int[] lines, int partitions) throws SQLException {
        Groups groups = new Groups(components, lines, 1);
        deal(groups, partitions);
        return groups;
    }

    /** Contacts in ascending order with a line of each. */
    private static Linked linked(int... nodes) {
        Linked linked = new Linked();
        for (int i = 0; i < nodes.length; i++) {
            linked.add(10L * (i + 1), nodes[i]);
        }
        return linked;
    }

    private void deal(Groups groups, int partitions) throws SQLException {
        groups.deal(partitions, (part, seq, group, ordinal, line, contact, open) -> {
            assertThat(line).isEqualTo((int) ordinal + 1);
            dealt.add(part + "." + seq + " group " + group + ": " + ordinal
                    + (contact == LongRows.NULL ? "" : " of " + contact));
        });
    }

    private static int[] lines(int n) {
        return IntStream.range(2, n + 2).toArray();
    }
}
