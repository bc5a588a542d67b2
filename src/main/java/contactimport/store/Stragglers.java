package contactimport.store;

import contactimport.store.AbsorbWriter.Gone;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Rows that the application inserted for a contact while it was being absorbed: no lock of ours could keep them from pointing to
 * a contact that is gone, because the platform has no foreign keys. They are re-pointed once more when all partitions are through.
 */
public final class Stragglers {

    private static final int BATCH = 5_000;

    private Stragglers() {}

    /** @return how many rows were re-pointed; each is kept in {@code moved} like the others */
    public static long repoint(Connection c, long runNo, Platform platform, List<Reference> named) throws SQLException {
        Absorbed absorbed = absorbed(c, runNo);
        if (absorbed.size() == 0) {
            return 0;
        }
        long before = moved(c, runNo);
        AbsorbWriter writer = new AbsorbWriter(platform, named, runNo);
        for (int from = 0; from < absorbed.size(); from += BATCH) {
            List<Gone> gone = new ArrayList<>(BATCH);
            for (int i = from; i < Math.min(from + BATCH, absorbed.size()); i++) {
                gone.add(absorbed.gone(i));
            }
            writer.repoint(c, gone);
        }
        return moved(c, runNo) - before;
    }

    /** Everybody whom the run absorbed, with the contact that was kept in the end: that may have been absorbed in its turn. */
    private static Absorbed absorbed(Connection c, long runNo) throws SQLException {
        AtomicLong rows = new AtomicLong();
        Rows.each(c, "select count(*) from absorbed where run_no = ?", row -> rows.set(row.getLong(1)), runNo);
        Absorbed absorbed = new Absorbed((int) rows.get());
        LongRows.each(
                c,
                "select contact_id, kept, ordinal from absorbed where run_no = " + runNo + " order by contact_id",
                3,
                absorbed::add);
        absorbed.settle();
        return absorbed;
    }

    private static long moved(Connection c, long runNo) throws SQLException {
        AtomicLong rows = new AtomicLong();
        Rows.each(
                c,
                "select coalesce(sum(cardinality(ids) + coalesce(jsonb_array_length(dropped), 0)), 0) from moved"
                        + " where run_no = ?",
                row -> rows.set(row.getLong(1)),
                runNo);
        return rows.get();
    }
}
