package contactimport.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Inserts rows again that we keep whole: with the columns that both they and the table have; others get their defaults. */
final class WholeRows {

    private final long undone;
    private final Map<String, List<String>> columns = new HashMap<>();

    WholeRows(long undone) {
        this.undone = undone;
    }

    /**
     * @param from our table that has them: {@code absorbed} or {@code removed}
     * @param rows their ids, and the columns in which they are to differ, JSON
     */
    void insert(Connection c, String table, String from, Map<Long, @Nullable String> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        Map<String, List<Long>> byKeys = new HashMap<>();
        Rows.each(
                c,
                fill(Sql.named("undo-record-keys"), table, from),
                row -> byKeys.computeIfAbsent(Rows.text(row, "keys"), k -> new ArrayList<>())
                        .add(row.getLong("id")),
                undone,
                Rows.longs(rows.keySet()));
        int inserted = 0;
        for (var entry : byKeys.entrySet()) {
            String names = common(c, table, entry.getKey());
            String sql = fill(Sql.named("undo-insert"), table, from).replace("{columns}", names);
            List<Long> ids = entry.getValue();
            inserted += Rows.update(
                    c, sql, Rows.longs(ids), ids.stream().map(rows::get).toArray(String[]::new), undone);
        }
        if (inserted != rows.size()) {
            throw new SuppressedWriteException("undo-insert " + table, rows.size(), inserted);
        }
    }

    private static String fill(String sql, String table, String from) {
        boolean absorbed = from.equals("absorbed");
        return sql.replace("{table}", table)
                .replace("{from}", from)
                .replace("{id}", absorbed ? "contact_id" : "id")
                .replace("{condition}", absorbed ? "" : "and a.tbl = '" + table + "'");
    }

    private String common(Connection c, String table, String keys) throws SQLException {
        Set<String> there = new HashSet<>(Arrays.asList(keys.split(",")));
        return String.join(
                ", ",
                columns(c, table).stream()
                        .filter(name -> there.contains(plain(name)))
                        .toList());
    }

    /** Names as SQL takes them. */
    List<String> columns(Connection c, String table) throws SQLException {
        List<String> known = columns.get(table);
        if (known == null) {
            List<String> found = new ArrayList<>();
            Rows.each(c, Sql.named("table-columns"), row -> found.add(row.getString(1)), table);
            columns.put(table, found);
            known = found;
        }
        return known;
    }

    /** A name without its quotes. */
    static String plain(String name) {
        return name.startsWith("\"") ? name.substring(1, name.length() - 1).replace("\"\"", "\"") : name;
    }
}
