package contactimport.job;

import static java.util.Objects.requireNonNull;

import contactimport.report.ReportPlace;
import contactimport.source.Json;
import contactimport.store.Retry;
import contactimport.store.UndoTable.Part;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One undo as the operator asked for it. Only {@code part} can change what is put back.
 *
 * @param check whether to say only what would be done
 * @param threads how many chunks are undone at a time
 * @param chunk most entries in a transaction
 * @param partitions most partitions
 * @param reports where the report goes and what it shows
 */
public record UndoSettings(
        Part part,
        boolean check,
        int threads,
        int chunk,
        int partitions,
        ReportPlace reports,
        Launching how,
        Retry retry) {

    /** More than an import's: a group of up to five times as many entries is decided as a whole. */
    public static final int CHUNK = 2_000;

    public UndoSettings {
        requireNonNull(part);
        requireNonNull(reports);
        requireNonNull(how);
        requireNonNull(retry);
        if (threads < 1 || chunk < 1 || partitions < 1) {
            throw new IllegalArgumentException("threads, chunk and partitions are at least 1");
        }
    }

    /** With the usual report. */
    public UndoSettings(
            Part part, boolean check, int threads, int chunk, int partitions, Path dir, Launching how, Retry retry) {
        this(part, check, threads, chunk, partitions, ReportPlace.of(dir), how, retry);
    }

    /** For the record and for the fingerprint. */
    String json(String undoes) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("undoes", undoes);
        json.put("only", part.only());
        json.put(
                "contacts",
                new TreeSet<>(part.contacts()).stream().map(BigDecimal::valueOf).toList());
        json.put("lines", contactimport.store.UndoTable.ranges(part.lines()));
        json.put("check", check);
        return Json.write(json);
    }
}
