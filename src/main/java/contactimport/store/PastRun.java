package contactimport.store;

import static java.util.Objects.requireNonNull;

import contactimport.source.Format;
import contactimport.source.Json;
import contactimport.source.ReadAs;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run as our tables have it.
 *
 * @param header names of the CSV columns; empty for JSON Lines
 * @param settings JSON text
 * @param reading how the file was read, as far as it was
 * @param summary JSON text of its {@code summary.json}; null until it has ended once
 * @param error what failed beside single lines when it ended last
 * @param purged whether its ledger is gone
 */
public record PastRun(
        long no,
        String id,
        String file,
        String sha256,
        Format format,
        List<String> header,
        String settings,
        String status,
        @Nullable Integer exitCode,
        @Nullable String summary,
        @Nullable String error,
        Instant startedAt,
        @Nullable Instant finishedAt,
        boolean purged,
        ReadAs reading) {

    public PastRun {
        requireNonNull(id);
        header = List.copyOf(header);
    }

    /** @param id of the run, or {@code last} */
    public static Optional<PastRun> find(Connection c, String id) throws SQLException {
        return some(c, "id = ? or ? = 'last'", id, id, 1).stream().findFirst();
    }

    /** The newest, newest first. */
    public static List<PastRun> newest(Connection c, int limit) throws SQLException {
        return some(c, "true", limit);
    }

    private static List<PastRun> some(Connection c, String condition, Object... parameters) throws SQLException {
        List<PastRun> found = new ArrayList<>();
        Rows.each(c, Sql.named("past-runs").replace("{condition}", condition), row -> found.add(read(row)), parameters);
        return found;
    }

    private static PastRun read(ResultSet row) throws SQLException {
        int exit = row.getInt("exit_code");
        boolean ended = !row.wasNull();
        return new PastRun(
                row.getLong("no"),
                Rows.text(row, "id"),
                Rows.text(row, "file_name"),
                Rows.text(row, "sha256"),
                Format.valueOf(Rows.text(row, "format").toUpperCase(Locale.ROOT)),
                names(row.getString("header")),
                Rows.text(row, "settings"),
                Rows.text(row, "status"),
                ended ? exit : null,
                row.getString("summary"),
                row.getString("error"),
                requireNonNull(row.getObject("started_at", OffsetDateTime.class))
                        .toInstant(),
                instant(row.getObject("finished_at", OffsetDateTime.class)),
                row.getBoolean("purged"),
                reading(row));
    }

    static ReadAs reading(ResultSet row) throws SQLException {
        String reading = row.getString("reading");
        return reading != null
                ? ReadAs.of(reading)
                : ReadAs.usual(Format.valueOf(Rows.text(row, "format").toUpperCase(Locale.ROOT)));
    }

    static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    static List<String> names(@Nullable String header) {
        List<String> names = new ArrayList<>();
        if (header != null && Json.read(header) instanceof List<?> list) {
            list.forEach(name -> names.add((String) name));
        }
        return names;
    }
}
