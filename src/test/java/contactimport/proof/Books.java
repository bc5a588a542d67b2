package contactimport.proof;

import java.util.HashSet;
import java.util.Set;

/**
 * What absorptions did, as it must be kept so that it can be undone. Rows are written {@code table id}.
 *
 * @param moved rows that now belong to somebody else, those among them that were dropped later included
 * @param dropped rows that went because the kept contact had the same already
 * @param absorbed contacts that went, except those that the run itself had made
 */
record Books(Set<String> moved, Set<String> dropped, Set<Long> absorbed) {

    Books() {
        this(new HashSet<>(), new HashSet<>(), new HashSet<>());
    }

    void add(Books other) {
        moved.addAll(other.moved);
        dropped.addAll(other.dropped);
        absorbed.addAll(other.absorbed);
    }

    void moved(String table, Object id) {
        moved.add(table + " " + id);
    }

    void dropped(String table, Object id) {
        moved(table, id);
        dropped.add(table + " " + id);
    }
}
