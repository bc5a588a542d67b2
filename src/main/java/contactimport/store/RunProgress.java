package contactimport.store;

import static java.util.Objects.requireNonNull;

import contactimport.source.Json;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far a run has come, read from our tables: of a run that is going on as well as of one that has ended.
 *
 * @param stage what the reader has come to
 * @param rows that the partitions have together, and {@code position} how many of them are behind them
 * @param outcomes lines by outcome as far as they are decided: updated, created, merged, unchanged, rejected
 * @param corrections in their order
 * @param stopping whether the launch that works on it was asked to stop
 */
public record RunProgress(
        Stage stage,
        long rows,
        long position,
        Map<String, Long> outcomes,
        boolean stopping,
        List<Part> partitions,
        List<Aside> asides,
        List<Correction> corrections) {

    /** A later run that imported the corrected rejects of this one. */
    public record Correction(String id, String status) {}

    /** Bytes and records read; {@code rejected} and {@code staged} add up to the records. */
    public record Stage(
            long fileBytes, long bytes, long records, long staged, long rejected, boolean done, boolean planned) {}

    /**
     * A partition as it stands.
     *
     * @param status {@code open}, {@code done} or {@code failed}
     * @param failure why it failed last; null if it did not, or only stopped
     * @param failures launches that failed here
     */
    public record Part(
            int part,
            long rows,
            long position,
            String status,
            @Nullable Failure failure,
            int failures) {}

    /** A group of lines that was set aside so that the others could go on. */
    public record Aside(int part, int group, Failure failure, int attempts) {}

    public RunProgress {
        requireNonNull(stage);
        outcomes = Map.copyOf(outcomes);
        partitions = List.copyOf(partitions);
        asides = List.copyOf(asides);
        corrections = List.copyOf(corrections);
    }

    /** @throws IllegalArgumentException if there is no such run */
    public static RunProgress of(Connection c, long runNo) throws SQLException {
        List<Part> partitions = new ArrayList<>();
        Rows.each(c, Sql.named("run-partitions"), row -> partitions.add(part(row)), runNo);
        List<Aside> asides = new ArrayList<>();
        Rows.each(c, Sql.named("run-asides"), row -> asides.add(aside(row)), runNo);
        List<Correction> corrections = new ArrayList<>();
        Rows.each(
                c,
                "select id, status from run where corrects = ? order by no",
                row -> corrections.add(new Correction(Rows.text(row, "id"), Rows.text(row, "status"))),
                runNo);
        List<RunProgress> found = new ArrayList<>(1);
        Rows.each(
                c,
                Sql.named("run-progress"),
                row -> found.add(read(row, partitions, asides, corrections)),
                runNo,
                runNo,
                runNo,
                runNo);
        return found.stream().findFirst().orElseThrow(() -> new IllegalArgumentException("there is no run " + runNo));
    }

    private static RunProgress read(
            ResultSet row, List<Part> partitions, List<Aside> asides, List<Correction> corrections)
            throws SQLException {
        Map<String, Long> outcomes = new java.util.HashMap<>();
        Json.readObject(Rows.text(row, "outcomes"))
                .forEach((outcome, lines) ->
                        outcomes.put(outcome, lines instanceof BigDecimal n ? n.longValueExact() : 0L));
        outcomes.put("unchanged", row.getLong("unchanged"));
        return new RunProgress(
                new Stage(
                        row.getLong("file_size"),
                        row.getLong("bytes"),
                        row.getLong("records"),
                        row.getLong("staged"),
                        row.getLong("stage_rejected"),
                        row.getBoolean("stage_done"),
                        row.getBoolean("plan_done")),
                row.getLong("rows"),
                row.getLong("position"),
                outcomes,
                row.getBoolean("stopping"),
                partitions,
                asides,
                corrections);
    }

    private static Part part(ResultSet row) throws SQLException {
        return new Part(
                row.getInt("part"),
                row.getLong("rows"),
                row.getLong("position"),
                Rows.text(row, "status"),
                row.getString("error") == null ? null : failure(row),
                row.getInt("failures"));
    }

    private static Aside aside(ResultSet row) throws SQLException {
        return new Aside(row.getInt("part"), row.getInt("grp"), failure(row), row.getInt("attempts"));
    }

    private static Failure failure(ResultSet row) throws SQLException {
        return new Failure(
                Rows.text(row, "error"), row.getString("sqlstate"), number(row, "from_line"), number(row, "to_line"));
    }

    private static @Nullable Long number(ResultSet row, String column) throws SQLException {
        return row.getObject(column, Long.class);
    }
}
