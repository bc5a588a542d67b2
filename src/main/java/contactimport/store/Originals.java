package contactimport.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rejected lines as they stood in their file, to compare what was made of them. */
public final class Originals {

    private Originals() {}

    /** By line, of those of these lines that the run has rejected; several objects of a JSON array can stand in one. */
    public static Map<Long, List<byte[]>> rejected(Connection c, long runNo, Collection<Long> lines)
            throws SQLException {
        Map<Long, List<byte[]>> raws = new HashMap<>();
        if (!lines.isEmpty()) {
            Rows.each(
                    c,
                    Sql.named("ledger-originals"),
                    row -> raws.computeIfAbsent(row.getLong("line"), line -> new ArrayList<>())
                            .add(row.getBytes("raw")),
                    runNo,
                    Rows.longs(lines));
        }
        return raws;
    }
}
