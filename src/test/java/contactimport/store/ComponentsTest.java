package contactimport.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.lists;

import java.util.List;
import org.junit.jupiter.api.Test;

class ComponentsTest {

    private static final int NODES = 30;

    @Test
    void nodes_that_nothing_unites_stay_apart() {
        Components components = new Components(3);

        assertThat(List.of(components.root(0), components.root(1), components.root(2)))
                .containsExactly(0, 1, 2);
    }

    @Test
    void a_component_is_known_by_its_smallest_node() {
        Components components = new Components(6);
        components.unite(5, 2);
        components.unite(5, 1);
        components.unite(3, 3);

        assertThat(List.of(components.root(1), components.root(2), components.root(5)))
                .containsExactly(1, 1, 1);
        assertThat(components.root(3)).isEqualTo(3);
    }

    @Test
    void a_path_of_a_million_from_either_end_is_one_component() {
        int n = 1_000_000;
        Components up = new Components(n);
        Components down = new Components(n);
        for (int i = 1; i < n; i++) {
            up.unite(i - 1, i);
            down.unite(n - i, n - i - 1);
        }

        assertThat(up.root(n - 1)).isZero();
        assertThat(down.root(n - 1)).isZero();
    }

    /** An edge is a number: from node × NODES + to node. */
    @Test
    void two_nodes_are_in_one_component_exactly_if_a_path_joins_them() {
        qt().withExamples(300)
                .forAll(lists().of(integers().between(0, NODES * NODES - 1)).ofSizeBetween(0, 40))
                .checkAssert(edges -> {
                    Components components = new Components(NODES);
                    edges.forEach(edge -> components.unite(edge / NODES, edge % NODES));
                    int[] smallest = closure(edges);
                    for (int node = 0; node < NODES; node++) {
                        assertThat(components.root(node)).isEqualTo(smallest[node]);
                    }
                });
    }

    /** Every node takes the smallest number that any neighbour has, until nothing changes. */
    private static int[] closure(List<Integer> edges) {
        int[] smallest = new int[NODES];
        for (int node = 0; node < NODES; node++) {
            smallest[node] = node;
        }
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int edge : edges) {
                int a = edge / NODES;
                int b = edge % NODES;
                int least = Math.min(smallest[a], smallest[b]);
                changed |= smallest[a] != least || smallest[b] != least;
                smallest[a] = least;
                smallest[b] = least;
            }
        }
        return smallest;
    }
}
