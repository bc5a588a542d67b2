package contactimport.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/** What the lines of a run take away: values that are there before and blank, or not there, after. */
public final class Clearings {

    private Clearings() {}

    /** Number of lines by field; of attributes, lines that remove a key. A field that no line clears is absent. */
    public static Map<String, Long> byField(Connection c, long runNo) throws SQLException {
        Map<String, Long> cleared = new TreeMap<>();
        Rows.each(
                c,
                Sql.named("check-cleared"),
                row -> cleared.put(Rows.text(row, "field"), row.getLong("lines")),
                runNo);
        return cleared;
    }
}
