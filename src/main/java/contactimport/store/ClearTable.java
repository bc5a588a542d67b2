package contactimport.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/** What the staged lines of a run ask to empty. */
public final class ClearTable {

    private ClearTable() {}

    /** How many lines ask to empty a field, by its label; whether it is empty already is not looked at. */
    public static Map<String, Long> count(Connection c, long runNo) throws SQLException {
        Map<String, Long> count = new TreeMap<>();
        Rows.each(
                c,
                Sql.named("clears-by-field"),
                row -> count.put(Rows.text(row, "field"), row.getLong("lines")),
                runNo);
        return count;
    }
}
