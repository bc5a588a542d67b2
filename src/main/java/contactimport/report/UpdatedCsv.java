package contactimport.report;

import contactimport.source.Json;
import contactimport.source.ReadAs;
import contactimport.store.LedgerReader.Written;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code updated.csv}, for people with a spreadsheet: a line for every record that was updated, created or merged, with who it is
 * now, what it was before where that changed, and all changes in words. No cell is taken for a formula ({@link
 * SpreadsheetCell}). UTF-8 with a byte order mark, commas, CRLF.
 */
final class UpdatedCsv implements AutoCloseable {

    static final String NAME = "updated.csv";

    private static final List<String> FIELDS = List.of("name", "email", "phone_number", "identifier");
    private static final int LONGEST = 30_000; // a spreadsheet's cell ends at 32,767

    private final @Nullable ReportFile file;
    private final ReadAs reading;
    private final Pii pii;

    private UpdatedCsv(@Nullable ReportFile file, ReadAs reading, Pii pii) {
        this.file = file;
        this.reading = reading;
        this.pii = pii;
    }

    /** If it is not wanted nothing is written, and one of an earlier report is deleted: it may show more than is wanted now. */
    static UpdatedCsv open(Path directory, ReportPlace place, ReadAs reading) throws IOException {
        if (!place.updatedCsv()) {
            Files.deleteIfExists(directory.resolve(NAME));
            return new UpdatedCsv(null, reading, place.pii());
        }
        ReportFile file = new ReportFile(directory, NAME, new byte[] {'\r', '\n'});
        file.mark("\uFEFF".getBytes(StandardCharsets.UTF_8));
        List<String> names = new ArrayList<>(List.of("line", "outcome", "contact_id"));
        names.addAll(FIELDS);
        FIELDS.forEach(field -> names.add(field + "_before"));
        names.add("changes");
        file.text(row(names));
        return new UpdatedCsv(file, reading, place.pii());
    }

    void written(Written line) {
        if (file != null) {
            file.line(row(cells(line)));
        }
    }

    void keep(Map<String, Long> lines) throws IOException {
        if (file != null) {
            file.keep();
            lines.put(NAME, file.lines());
        }
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }

    private List<String> cells(Written line) {
        Map<String, @Nullable Object> record = FieldChange.object(line.record());
        List<FieldChange> changes = FieldChange.of(line);
        Map<String, @Nullable Object> before = new HashMap<>();
        changes.forEach(c -> before.put(c.path(), c.before()));
        String member = reading.memberOf(line.ordinal());
        List<String> cells = new ArrayList<>();
        cells.add((member == null ? "" : member + ": ") + line.line());
        cells.add(line.outcome());
        cells.add(text("id", record.get("id"), ""));
        FIELDS.forEach(field -> cells.add(text(field, record.get(field), "")));
        FIELDS.forEach(field -> cells.add(text(field, before.get(field), "")));
        cells.add(changes.stream().map(this::words).collect(Collectors.joining("\n")));
        return cells;
    }

    private String words(FieldChange change) {
        return pii == Pii.NONE
                ? change.path()
                : change.path() + ": " + text(change.path(), change.before(), "none") + " → "
                        + text(change.path(), change.after(), "none");
    }

    private String text(String path, @Nullable Object value, String none) {
        Object shown = value == null || value == FieldChange.ABSENT ? null : pii.show(path, value);
        if (shown == null) {
            return none;
        }
        return shown instanceof String || shown instanceof BigDecimal ? shown.toString() : Json.write(shown);
    }

    private static String row(List<String> cells) {
        return cells.stream()
                .map(cell -> cell.length() <= LONGEST ? cell : cell.substring(0, LONGEST) + "…")
                .map(SpreadsheetCell::of)
                .collect(Collectors.joining(","));
    }
}
