package contactimport.store;

/**
 * Which of the nodes 0 … n-1 hang together: union-find in one array of ints, near linear whatever the shape (a path of a
 * million included). Not thread-safe.
 *
 * <pre>
 * nothing united              → root(2) = 2
 * unite(2, 5), unite(5, 1)    → root(2) = root(5) = 1   (the smallest node of the component)
 * unite(3, 3)                 → root(3) = 3
 * </pre>
 */
final class Components {

    private final int[] parent;

    Components(int nodes) {
        parent = new int[nodes];
        for (int i = 0; i < nodes; i++) {
            parent[i] = i;
        }
    }

    void unite(int a, int b) {
        int x = root(a);
        int y = root(b);
        // The smaller one leads, so that a component is known by its first line; halving alone keeps paths short
        // enough.
        parent[Math.max(x, y)] = Math.min(x, y);
    }

    /** The smallest node of the component. */
    int root(int node) {
        int n = node;
        while (parent[n] != n) {
            parent[n] = parent[parent[n]];
            n = parent[n];
        }
        return n;
    }
}
