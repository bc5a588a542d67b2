package contactimport.report;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.source.Detected;
import contactimport.source.Format;
import contactimport.source.Source;
import contactimport.source.SourceOptions;
import contactimport.source.SourceRow;
import contactimport.source.Sources;
import contactimport.store.Accounting.Proof;
import contactimport.store.Accounting.Tally;
import contactimport.store.LedgerReader.GivenBack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rejected lines as a workbook, looked at through another library and read again by ourselves. */
class SheetBackTest {

    private static final String RUN = "20261122T030000Z-0001";

    @TempDir
    Path dir;

    @Test
    void every_cell_is_a_text_whatever_it_looks_like_and_is_read_again_as_it_was() throws Exception {
        List<String> odd = List.of(
                "=1+1",
                "+32470000001",
                "-1",
                "@SUM(A1)",
                "007",
                "4.9E+11",
                " x ",
                "a\nb\r\nc\td",
                "<&>\"'",
                "_x000D_",
                "\u0001\u000b\uFFFE😀",
                "TRUE",
                "2026-01-05");
        String raw = String.join(",", odd.stream().map(SheetBackTest::quoted).toList());
        List<String> header = new ArrayList<>();
        odd.forEach(cell -> header.add("c" + header.size()));
        Path file = written(header, 10, line(7, "EMAIL_INVALID", "email: expected one @", raw));
        try (ReadableWorkbook book = new ReadableWorkbook(file.toFile())) {
            for (Cell cell : book.getFirstSheet().read().get(1)) {
                assertThat(cell.getType()).isEqualTo(CellType.STRING);
                assertThat(cell.getFormula()).isNull();
            }
            assertThat(book.getFirstSheet().read().get(1).getCellText(0)).isEqualTo("=1+1");
        }
        assertThat(part(file, "xl/worksheets/sheet1.xml"))
                .contains("<col min=\"1\" max=\"17\" width=\"20\" style=\"1\"")
                .doesNotContain("<f", "<v");
        assertThat(part(file, "xl/styles.xml"))
                .as("49 is the format of texts, in every style that is used")
                .contains("<cellXfs count=\"4\"><xf numFmtId=\"0\"")
                .containsPattern("(<xf numFmtId=\"49\"[^>]*/>){3}</cellXfs>");
        List<String> all = new ArrayList<>(odd);
        all.addAll(List.of(RUN, "7", "EMAIL_INVALID", "email: expected one @"));
        assertThat(read(file)).containsExactly(all);
    }

    @Test
    void the_cells_that_a_reason_is_about_are_marked_and_have_it_as_a_note() throws Exception {
        Path file = written(
                List.of("_import_line", "Email", "name", "phone_number"),
                10,
                line(3, "EMAIL_INVALID; PHONE_INVALID", "email: expected <x>; phone_number: expected +", "1,a,b,c"),
                line(4, "CONTACT_NOT_FOUND", "nobody", "2,a,b,c"),
                line(5, "CONFLICT_EMAIL", "x.csv, line 5: contact 7 has it", "2,a,b,"),
                line(6, "PHONE_INVALID", "phone_number: expected +", "2,a,b,"));
        assertThat(part(file, "xl/worksheets/sheet1.xml"))
                .contains("<c r=\"A2\" s=\"3\"", "<c r=\"C2\" s=\"3\"", "<c r=\"B2\" s=\"1\"")
                .contains("<c r=\"A3\" s=\"1\"", "<c r=\"A4\" s=\"3\"", "<c r=\"C5\" s=\"3\"/>");
        assertThat(part(file, "xl/comments1.xml"))
                .containsOnlyOnce("ref=\"A2\"")
                .containsOnlyOnce("ref=\"C2\"")
                .containsOnlyOnce("ref=\"A4\"")
                .doesNotContain("ref=\"A3\"")
                .contains("email: expected &lt;x&gt;")
                .contains("ref=\"G1\"", "rerun " + RUN + " --rejects rejected.xlsx");
    }

    @Test
    void the_columns_of_a_mapping_are_marked() throws Exception {
        Path file = written(
                "{\"mapping\":{\"fields\":{\"name\":{\"join\":[\"First\",\"Last\"]},\"email\":\"Mail\"}},\"mapping_name\":\"x\"}",
                List.of("First", "Mail", "Last"),
                10,
                line(2, "TEXT_INVALID", "name: expected no NUL", "a,b,c"));
        assertThat(part(file, "xl/worksheets/sheet1.xml"))
                .contains("<c r=\"A2\" s=\"3\"", "<c r=\"B2\" s=\"1\"", "<c r=\"C2\" s=\"3\"");
    }

    @Test
    void lines_that_a_workbook_cannot_hold_as_they_are_are_left_to_the_csv_file() throws Exception {
        String longest = "x".repeat(SheetFile.MOST_CHARACTERS);
        Path file = written(
                List.of("email", "name"),
                3,
                line(2, "CELL_COUNT", "expected 2 cells, found 1", "a"),
                line(3, "LINE_UNREADABLE", "expected a comma", "\"a\"b,c"),
                line(4, "EMAIL_INVALID", "email: x", longest + "x,b"),
                line(5, "RECORD_TOO_LONG", "expected at most", ""),
                line(6, "EMAIL_INVALID", "email: x", longest + ",b"),
                line(7, "EMAIL_INVALID", "email: x", "a,b"),
                line(8, "EMAIL_INVALID", "email: x", "a,b"),
                line(9, "EMAIL_INVALID", "email: one too many", "a,b"));
        assertThat(read(file))
                .extracting(cells -> cells.get(3))
                .as("their lines")
                .containsExactly("6", "7", "8");
    }

    @Test
    void an_undo_json_lines_and_more_columns_than_a_workbook_has_get_none() throws Exception {
        List<String> wide = new ArrayList<>();
        for (int i = 0; i < 16_381; i++) {
            wide.add("c");
        }
        assertThat(SheetBack.of(run("{}", Format.CSV, wide), dir)).isNull();
        assertThat(SheetBack.of(run("{}", Format.JSONL, List.of()), dir)).isNull();
        assertThat(dir).isEmptyDirectory();
    }

    private static String quoted(String cell) {
        return '"' + cell.replace("\"", "\"\"") + '"';
    }

    private static GivenBack line(long line, String codes, String reason, String raw) {
        return new GivenBack(line, codes, reason, raw.getBytes(StandardCharsets.UTF_8));
    }

    private Path written(List<String> header, int most, GivenBack... lines) throws IOException {
        return written("{}", header, most, lines);
    }

    private Path written(String settings, List<String> header, int most, GivenBack... lines) throws IOException {
        try (SheetBack back = SheetBack.of(run(settings, Format.CSV, header), dir, most)) {
            for (GivenBack line : lines) {
                back.line(line);
            }
            back.keep();
        }
        return dir.resolve("rejected.xlsx");
    }

    private static RunInfo run(String settings, Format format, List<String> header) {
        Proof proof = new Proof(new Tally(0, 0, 0, 0, 0, 0, 0), List.of());
        return new RunInfo(
                1,
                RUN,
                "db",
                "f.csv",
                "00",
                format,
                header,
                settings,
                "completed",
                3,
                false,
                Instant.EPOCH,
                null,
                proof);
    }

    private static String part(Path file, String name) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return new String(zip.getInputStream(zip.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<List<String>> read(Path file) {
        List<List<String>> rows = new ArrayList<>();
        try (Source source = Sources.open(file, SourceOptions.defaults())) {
            assertThat(source.detected().format())
                    .isEqualTo(Detected.usual(Format.CSV).format());
            for (SourceRow row = source.next(); row != null; row = source.next()) {
                rows.add(row.record()
                        .fold(r -> r.<List<String>>fold(cells -> cells, m -> List.of()), reasons -> List.of()));
            }
        }
        return rows;
    }
}
