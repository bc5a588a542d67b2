package contactimport.store;

import contactimport.store.AbsorbWriter.Gone;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
        List<Gone> gone = gone(c, runNo);
        if (gone.isEmpty()) {
            return 0;
        }
        long before = moved(c, runNo);
        AbsorbWriter writer = new AbsorbWriter(platform, named, runNo);
        for (int from = 0; from < gone.size(); from += BATCH) {
            writer.repoint(c, gone.subList(from, Math.min(from + BATCH, gone.size())));
        }
        return moved(c, runNo) - before;
    }

    /** Everybody whom the run absorbed, with the contact that was kept in the end: that may have been absorbed in its turn. */
    private static List<Gone> gone(Connection c, long runNo) throws SQLException {
        Map<Long, Long> keptBy = new HashMap<>();
        Map<Long, Long> ordinals = new HashMap<>();
        Rows.each(
                c,
                "select contact_id, kept, ordinal from absorbed where run_no = ?",
                row -> {
                    keptBy.put(row.getLong("contact_id"), row.getLong("kept"));
                    ordinals.put(row.getLong("contact_id"), row.getLong("ordinal"));
                },
                runNo);
        List<Gone> gone = new ArrayList<>();
        ordinals.forEach((id, ordinal) -> {
            long kept = id;
            int steps = 0;
            for (Long next = keptBy.get(kept); next != null; next = keptBy.get(kept)) {
                kept = next;
                steps++;
            }
            gone.add(new Gone(id, kept, steps, ordinal, null));
        });
        return gone;
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
