package contactimport.report;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.contact.Reason;
import contactimport.source.Detected;
import contactimport.source.FileFault;
import contactimport.source.Format;
import contactimport.source.Source;
import contactimport.source.SourceOptions;
import contactimport.source.SourceRow;
import contactimport.source.Sources;
import contactimport.store.LedgerReader.GivenBack;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever a file holds: given back and read again, every record is still one record, and what was unreadable still is. */
class GivenBackAgainTest {

    private static final String RUN = "20261122T030000Z-0001";
    private static final int FILES = 4000;
    private static final int MAX_BYTES = 24;

    @Test
    void csv_records_keep_their_number_their_cells_and_their_faults() {
        Random random = new Random(42);
        int judged = 0;
        for (int i = 0; i < FILES; i++) {
            judged += judge(file(random, "a,b\n", "x,\"\n\r,\" \u0001\u00ff,"), Format.CSV) ? 1 : 0;
        }
        assertThat(judged).as("most files can be read as a whole").isGreaterThan(FILES / 2);
    }

    @Test
    void json_lines_keep_their_number_and_their_members() {
        Random random = new Random(42);
        int judged = 0;
        for (int i = 0; i < FILES; i++) {
            judged += judge(file(random, "{\"a\":1}\n", "{}\"\":,1e[]\n\r \u00ff{}"), Format.JSONL) ? 1 : 0;
        }
        assertThat(judged).isEqualTo(FILES);
    }

    @Test
    void json_objects_keep_their_members() {
        judge(
                "{\"a\" : [1, {\"b\":\"}\"}] , \"c\":1e400 }\n {} \n[]\n{\"_import_run\":1,\"x\":2}\n"
                        .getBytes(StandardCharsets.UTF_8),
                Format.JSONL);
    }

    private static boolean judge(byte[] file, Format format) {
        List<SourceRow> rows;
        List<String> header = new ArrayList<>();
        try {
            rows = read(file, format, MAX_BYTES, header);
        } catch (FileFault e) {
            return false;
        }
        List<String> told = told(rows, header.size());
        int columns = header.size();
        for (int round = 0; round < 2; round++) {
            Detected detected = found.get(0);
            LinesBack lines = format == Format.CSV
                    ? new CsvBack(RUN, header, detected.form())
                    : new JsonBack(RUN, detected.encoding());
            byte[] back = written(lines, detected, rows);
            header.clear();
            rows = read(back, format, SourceOptions.MAX_RECORD_BYTES, header);
            assertThat(told(rows, columns)).isEqualTo(told);
            assertThat(header).hasSize(columns + (format == Format.CSV ? ImportFields.NAMES.size() : 0));
        }
        return true;
    }

    /** What must be the same after every round: the codes, or else the file's own cells or members. */
    private static List<String> told(List<SourceRow> rows, int columns) {
        return rows.stream()
                .map(row -> row.record()
                        .fold(
                                record -> record.fold(
                                        cells -> cells.subList(0, columns).toString(), GivenBackAgainTest::members),
                                reasons -> codes(reasons, columns)))
                .toList();
    }

    /** A line that was no object is one now, but no better one. */
    private static String members(Map<String, Object> members) {
        Map<String, Object> own = new LinkedHashMap<>(members);
        own.keySet().removeAll(ImportFields.NAMES);
        return own.containsKey(JsonBack.RAW) ? "unreadable" : own.toString();
    }

    /** A record that was too long is not there any more; what is, is short of cells or no object. */
    private static String codes(List<Reason> reasons, int columns) {
        return switch (reasons.get(0).code()) {
            case LINE_UNREADABLE -> "unreadable";
            case RECORD_TOO_LONG -> columns == 0 ? "unreadable" : "another length";
            case CELL_COUNT -> "another length";
            default -> throw new AssertionError(Reason.codes(reasons));
        };
    }

    private static byte[] written(LinesBack back, Detected detected, List<SourceRow> rows) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(LinesBack.mark(detected));
        back.header().ifPresent(header -> line(out, header));
        for (SourceRow row : rows) {
            line(out, back.line(new GivenBack(row.line(), code(row), "why, \"so\"", row.raw())));
        }
        return out.toByteArray();
    }

    private static String code(SourceRow row) {
        return row.record()
                .fold(
                        record -> record.fold(cells -> false, members -> members.containsKey(JsonBack.RAW))
                                ? "UNKNOWN_FIELD"
                                : "EMAIL_INVALID",
                        Reason::codes);
    }

    private static final List<Detected> found = new ArrayList<>();

    private static List<SourceRow> read(byte[] file, Format format, int maxBytes, List<String> header) {
        List<SourceRow> rows = new ArrayList<>();
        found.clear();
        try (Source source = Sources.open(new ByteArrayInputStream(file), "f", new SourceOptions(format, maxBytes))) {
            header.addAll(source.header().names());
            found.add(source.detected());
            for (SourceRow row = source.next(); row != null; row = source.next()) {
                rows.add(row);
            }
        }
        return rows;
    }

    private static void line(ByteArrayOutputStream out, byte[] line) {
        out.writeBytes(line);
        out.write('\n');
    }

    private static byte[] file(Random random, String start, String alphabet) {
        StringBuilder file = new StringBuilder(start);
        int length = random.nextInt(60);
        for (int i = 0; i < length; i++) {
            file.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return file.append("\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
