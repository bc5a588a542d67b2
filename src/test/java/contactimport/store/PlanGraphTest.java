package contactimport.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Keys as bits: 1 identifier, 2 e-mail, 4 phone; 64: the line may change something. */
class PlanGraphTest {

    private static final int ALL = 7;
    private static final int BUSY = 64;

    private final List<Integer> told = new ArrayList<>();

    @Test
    void a_key_that_others_hold_too_is_open_for_the_plan_but_not_told_to_the_merge() throws SQLException {
        PlanGraph graph = new PlanGraph(1, 3, ALL);
        graph.addLine(new long[] {1, 2, 101, BUSY});
        graph.addLine(new long[] {2, 3, 102, BUSY | 2});
        graph.addLine(new long[] {3, 4, 103, BUSY});
        graph.addOpen(new long[] {1, 2});
        graph.addOpen(new long[] {1, 4});
        graph.addOpen(new long[] {2, 4});

        assertThat(List.of(graph.openOf(0), graph.openOf(1), graph.openOf(2))).containsExactly(2 | 4, 2 | 4, 0);
        assertThat(toldBy(graph)).containsExactly(0, 2, 0);
    }

    @Test
    void a_key_that_the_contact_lacks_is_told_whether_or_not_others_hold_it() throws SQLException {
        for (int keys = 0; keys <= ALL; keys++) {
            for (int twins : List.of(0, 2, 4, 6)) {
                PlanGraph graph = new PlanGraph(1, 1, ALL);
                graph.addLine(new long[] {1, 2, 101, BUSY | keys});
                graph.addOpen(new long[] {1, twins});
                graph.addOpen(new long[] {1, twins});

                assertThat(graph.openOf(0)).isEqualTo(keys | twins);
                assertThat(toldBy(graph)).containsExactly(keys);
            }
        }
    }

    @Test
    void a_kind_of_key_that_does_not_count_is_not_told() throws SQLException {
        PlanGraph graph = new PlanGraph(1, 1, 2 | 4);
        graph.addLine(new long[] {1, 2, 101, BUSY | ALL});

        assertThat(toldBy(graph)).containsExactly(2 | 4);
    }

    @Test
    void lines_are_at_work_that_change_something_or_are_in_a_group_with_one_that_does() {
        PlanGraph graph = new PlanGraph(11, 16, ALL);
        graph.addLine(new long[] {11, 2, 101, 0});
        graph.addLine(new long[] {12, 3, 102, 0});
        graph.addLine(new long[] {15, 6, 102, BUSY});
        graph.addLine(new long[] {13, 4, 103, 0});
        graph.addLine(new long[] {16, 7, 104, BUSY});

        assertThat(graph.atWork(true)).isEqualTo(nodes(1, 4, 5));
        graph.unite(new long[] {11, 16});
        assertThat(graph.atWork(true)).isEqualTo(nodes(0, 1, 4, 5));
        assertThat(graph.all()).as("14 has no line").isEqualTo(nodes(0, 1, 2, 4, 5));
    }

    @Test
    void nobody_is_at_work_where_nothing_changes() {
        PlanGraph graph = new PlanGraph(1, 1, ALL);
        graph.addLine(new long[] {1, 2, 101, 0});

        assertThat(graph.works()).isFalse();
        assertThat(graph.atWork(true)).isEqualTo(nodes());
    }

    @Test
    void a_line_that_is_alone_and_has_no_open_key_can_be_left_out_of_those_at_work() {
        PlanGraph graph = new PlanGraph(1, 5, ALL);
        graph.addLine(new long[] {1, 2, 101, BUSY});
        graph.addLine(new long[] {2, 3, 102, BUSY | 4});
        graph.addLine(new long[] {3, 4, 103, BUSY});
        graph.addLine(new long[] {4, 5, 103, 0});
        graph.addLine(new long[] {5, 6, 104, BUSY});

        assertThat(graph.works()).isTrue();
        assertThat(graph.atWork(true)).isEqualTo(nodes(0, 1, 2, 3, 4));
        assertThat(graph.atWork(false)).isEqualTo(nodes(1, 2, 3));
        graph.unite(new long[] {1, 5});
        assertThat(graph.atWork(false)).isEqualTo(nodes(0, 1, 2, 3, 4));
    }

    @Test
    void a_line_that_two_links_lead_to_is_as_busy_as_either_of_them() {
        PlanGraph graph = new PlanGraph(1, 1, ALL);
        graph.addLine(new long[] {1, 2, 101, BUSY | 2});
        graph.addLine(new long[] {1, 2, 102, 0});

        assertThat(graph.works()).isTrue();
        assertThat(graph.openOf(0)).isEqualTo(2);
    }

    private static BitSet nodes(int... nodes) {
        BitSet set = new BitSet();
        IntStream.of(nodes).forEach(set::set);
        return set;
    }

    private List<Integer> toldBy(PlanGraph graph) throws SQLException {
        told.clear();
        graph.groups(0).deal(1, (part, seq, group, ordinal, line, contact, open) -> told.add(open));
        return told;
    }
}
