package contactimport.proof;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tables of plain rows; a table that was never written is an empty one. */
final class Tables {

    private final Map<String, List<Row>> tables = new LinkedHashMap<>();

    List<Row> rows(String table) {
        return tables.computeIfAbsent(table, t -> new ArrayList<>());
    }

    Iterable<String> names() {
        return List.copyOf(tables.keySet());
    }

    Tables add(String table, Row row) {
        rows(table).add(row);
        return this;
    }

    /** The row with this id, or null. */
    Row find(String table, Long id) {
        for (Row row : rows(table)) {
            if (row.is("id", id)) {
                return row;
            }
        }
        return null;
    }

    /** Values inside are never changed in place, so copying the rows is enough. */
    Tables copy() {
        Tables copy = new Tables();
        tables.forEach((table, rows) -> rows.forEach(row -> copy.add(table, row.copy())));
        return copy;
    }

    void become(Tables other) {
        tables.clear();
        tables.putAll(other.copy().tables);
    }
}
