package contactimport.store;

import contactimport.source.Json;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the files of a feed were like: they are runs that carry its name. */
public final class FeedTable {

    private FeedTable() {}

    /**
     * One file of a feed, as far as it can be told before anything is merged.
     *
     * @param header names of the CSV columns; empty for JSON Lines
     * @param rejected lines that were rejected by then
     * @param finalNewline whether a line end stands behind the last record; null: not known
     */
    public record Delivery(
            String sha256,
            List<String> header,
            long records,
            long rejected,
            @Nullable Boolean finalNewline) {
        public Delivery {
            header = List.copyOf(header);
        }

        /** Rejected lines of all, from 0 to 1. */
        public double rejectRate() {
            return records == 0 ? 0 : (double) rejected / records;
        }
    }

    /** Notes that a run belongs to a feed. */
    public static void record(Connection c, long runNo, String feed, @Nullable Boolean finalNewline)
            throws SQLException {
        Rows.update(c, "update run set feed = ?, final_newline = ?::boolean where no = ?", feed, finalNewline, runNo);
    }

    /** The delivery of a run that is staged. */
    public static Delivery of(Connection c, long runNo) throws SQLException {
        List<Delivery> found = new ArrayList<>();
        Rows.each(
                c,
                "select sha256, coalesce(header, '[]')::text as header, records, stage_rejected, final_newline"
                        + " from run where no = ?",
                row -> found.add(read(row)),
                runNo);
        return found.get(0);
    }

    /** Those of the last seven accepted runs, the newest first. */
    public static List<Delivery> accepted(Connection c, long runNo, String feed) throws SQLException {
        List<Delivery> found = new ArrayList<>();
        Rows.each(c, Sql.named("feed-runs"), row -> found.add(read(row)), feed, runNo);
        return found;
    }

    /** The id of an accepted run of the feed that had the same content. */
    public static Optional<String> repeated(Connection c, long runNo, String feed) throws SQLException {
        List<String> found = new ArrayList<>();
        Rows.each(
                c,
                "select p.id from run p join run r on r.sha256 = p.sha256 where r.no = ? and p.no <> r.no and p.feed = ?"
                        + " and p.status in ('completed', 'completed_with_rejects') order by p.no desc limit 1",
                row -> found.add(Rows.text(row, "id")),
                runNo,
                feed);
        return found.stream().findFirst();
    }

    private static Delivery read(ResultSet row) throws SQLException {
        List<String> header = new ArrayList<>();
        if (Json.read(Rows.text(row, "header")) instanceof List<?> names) {
            names.forEach(name -> header.add((String) name));
        }
        boolean newline = row.getBoolean("final_newline");
        return new Delivery(
                Rows.text(row, "sha256"),
                header,
                row.getLong("records"),
                row.getLong("stage_rejected"),
                row.wasNull() ? null : (Boolean) newline);
    }
}
