package contactimport.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Rejected lines as they stood in their file, to compare what was made of them. */
public final class Originals {

    private Originals() {}

    /** By line, of those of these lines that the run has rejected. */
    public static Map<Long, byte[]> rejected(Connection c, long runNo, Collection<Long> lines) throws SQLException {
        Map<Long, byte[]> raws = new HashMap<>();
        if (!lines.isEmpty()) {
            Rows.each(
                    c,
                    Sql.named("ledger-originals"),
                    row -> raws.put(row.getLong("line"), row.getBytes("raw")),
                    runNo,
                    Rows.longs(lines));
        }
        return raws;
    }
}
