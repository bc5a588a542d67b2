package contactimport.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dhatim.fastexcel.VisibilityState;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Workbooks of Excel as input, some written by a library, some by hand to be as odd as they come. */
class WorkbookTest {

    private static final String CELLS = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>email</t></is></c></row>";

    @TempDir
    Path dir;

    private interface Filling {
        void fill(Workbook book, Worksheet sheet) throws IOException;
    }

    @Test
    void rows_are_records_and_a_line_is_a_row_whatever_is_in_its_cells() throws Exception {
        Path file = written((book, sheet) -> {
            sheet.value(1, 0, "name");
            sheet.value(1, 1, "email");
            sheet.value(1, 2, "note");
            sheet.value(2, 0, "Ada, \"A\"\nLund ");
            sheet.value(2, 1, "a@b.example");
            sheet.value(4, 0, "  Bo");
            sheet.inlineString(5, 1, "inline");
            sheet.value(5, 3, "too far");
            sheet.value(6, 2, "ümlaut 😀");
        });
        assertThat(read(file))
                .containsExactly(
                        "3 [Ada, \"A\"\nLund , a@b.example, ]",
                        "5 [  Bo, , ]",
                        "6 CELL_COUNT expected 3 cells, found 4",
                        "7 [, , ümlaut 😀]");
        Detected detected = Sources.check(file, SourceOptions.defaults()).detected();
        assertThat(detected.words()).isEqualTo("a workbook");
        try (Source source = Sources.open(file, SourceOptions.defaults())) {
            assertThat(source.header().line()).isEqualTo(2);
            assertThat(source.members()).extracting(Source.Member::name).containsExactly("People");
            while (source.next() != null) {
                // to its end
            }
            assertThat(source.bytesRead()).isEqualTo(Files.size(file));
        }
    }

    @Test
    void what_another_format_of_cells_shows_is_read() throws Exception {
        Path file = written((book, sheet) -> {
            sheet.value(0, 0, "a");
            sheet.value(1, 0, 491_512_345_678L);
            sheet.value(2, 0, 0.1 + 0.2);
            sheet.value(3, 0, 1e21);
            sheet.value(4, 0, true);
            sheet.value(5, 0, LocalDate.of(2026, 11, 25));
            sheet.style(5, 0).format("dd.mm.yyyy").set();
            sheet.value(6, 0, LocalDateTime.of(2026, 11, 25, 18, 30, 1));
            sheet.style(6, 0).format("dd/mm/yy hh:mm").set();
            sheet.value(7, 0, 7);
            sheet.style(7, 0).format("00000").set();
            sheet.value(8, 0, 32470000001L);
            sheet.style(8, 0).format("\\+0").set();
            sheet.value(9, 0, 0.5);
            sheet.style(9, 0).format("hh:mm").set();
            sheet.value(10, 0, "+32470000001");
            sheet.value(11, 0, "=1+1");
            sheet.value(12, 0, -3.50);
        });
        assertThat(read(file))
                .containsExactly(
                        "2 [491512345678]",
                        "3 [0.30000000000000004]",
                        "4 [1000000000000000000000]",
                        "5 [TRUE]",
                        "6 [2026-11-25]",
                        "7 [2026-11-25T18:30:01]",
                        "8 [00007]",
                        "9 [+32470000001]",
                        "10 [12:00:00]",
                        "11 [+32470000001]",
                        "12 [=1+1]",
                        "13 [-3.5]");
    }

    @ParameterizedTest
    @CsvSource({
        "4.91512345678E+11, General, 491512345678",
        "1.1000000000000001, General, 1.1",
        "12345678901234567890, General, 12345678901234567890",
        "1E400, General, 1" + "0000000000",
        "1E-7, General, 0.0000001",
        "7.50, 0.00, 7.5",
        "100, General, 100",
        "0, General, 0",
        "-0.0, General, 0.0",
        "1, yyyy-mm-dd, 1900-01-01",
        "59, yyyy-mm-dd, 1900-02-28",
        "60, yyyy-mm-dd, 60",
        "61, yyyy-mm-dd, 1900-03-01",
        "45986.999999999, yyyy-mm-dd, 2025-11-26",
        "45986.5, '[$-407]d. mmmm yyyy', 2025-11-25",
        "1.5, [h]:mm, 1.5",
        "-1, yyyy-mm-dd, -1",
        "3000000, yyyy-mm-dd, 3000000",
        "12, \\+0, +12",
        "12, '\"days\" 0', 12",
        "no number, General, no number",
        "1e9999, General, 1e9999"
    })
    void a_number_is_never_rounded(String value, String format, String expected) {
        assertThat(SheetNumber.text(value, CellFormat.of(format), false)).startsWith(expected);
        assertThat(SheetNumber.text(value, CellFormat.of(format), false)).doesNotContain("E+");
    }

    @Test
    void a_hidden_sheet_is_passed_over_and_other_sheets_are_named() throws Exception {
        Path file = dir.resolve("hidden.xlsx");
        try (var out = Files.newOutputStream(file);
                Workbook book = new Workbook(out, "test", "1.0")) {
            Worksheet hidden = book.newWorksheet("Lists");
            hidden.value(0, 0, "x");
            hidden.setVisibilityState(VisibilityState.HIDDEN);
            Worksheet people = book.newWorksheet("People");
            people.value(0, 0, "email");
            people.value(1, 0, "a@b.example");
            book.newWorksheet("More").value(0, 0, "y");
        }
        assertThat(read(file)).containsExactly("2 [a@b.example]");
        try (Source source = Sources.open(file, SourceOptions.defaults())) {
            assertThat(source.members())
                    .extracting(Source.Member::name)
                    .containsExactly("People, the first of 3 sheets");
        }
    }

    @Test
    void errors_formulas_escapes_and_hints_are_read_as_what_they_show() throws Exception {
        assertThat(read(byHand(CELLS + """
                <row><c t="e"><v>#N/A</v></c></row>
                <row><c t="str"><f>A1&amp;"x"</f><v>emailx</v></c></row>
                <row><c t="inlineStr"><is><r><t>Ta</t></r><rPh sb="0" eb="1"><t>no</t></rPh><r><t>ro_x000D_</t></r></is></c></row>
                <row><c t="str"><f>""</f><v></v></c><c t="b"><v>0</v></c></row>
                <row r="9"><c r="A9" t="d"><v>2026-11-25</v></c></row>
                <row><c t="inlineStr"><is><t>_x005F_x000D_ _xD800_</t></is></c></row>
                """)))
                .containsExactly(
                        "2 [#N/A]",
                        "3 [emailx]",
                        "4 [Taro\r]",
                        "5 CELL_COUNT expected 1 cells, found 2",
                        "9 [2026-11-25]",
                        "10 [_x000D_ _xD800_]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    <row r="2"><c r="B2"><f>A1</f></c></row>                       | row 2: column B has a formula without its result
                    <row r="2"><c r="B2"><f>A1</f><v/></c></row>                   | row 2: column B has a formula without its result
                    <row r="1"><c><v>1</v></c></row>                               | row 2: the rows are not in order
                    <row r="2"><c r="B2"/><c r="A2"/></row>                        | row 2: the cells are not in order
                    <row r="2"><c r="ZZZZZZZZ2"/></row>                            | row 2: the cells are not in order
                    <row r="2"><c t="s"><v>7</v></c></row>                         | row 2: a cell refers to a text that is not there
                    <row r="2"><c>                                                 | a part of it is no XML
                    <row r="99999999"/>                                            | row 2: the rows are not in order
                    &bomb;                                                         | a part of it is no XML
                    """)
    void what_is_no_sheet_is_refused_with_its_place(String rows, String message) throws Exception {
        Path file = byHand(CELLS + rows);
        assertThatThrownBy(() -> read(file)).isInstanceOf(FileFault.class).hasMessageContaining(message);
    }

    @Test
    void a_workbook_that_unpacks_to_too_much_is_refused_whichever_part_it_is() throws Exception {
        Path file = byHand(CELLS + "<row><c><v>1</v></c></row>".repeat(20_000));
        assertThatThrownBy(() -> Sources.check(file, atMost(400_000)))
                .isInstanceOf(FileFault.class)
                .hasMessageContaining("unpacks to more than 400000 bytes");
        Path wide = byHand(CELLS
                + IntStream.range(2, 60)
                        .mapToObj(i -> "<row r=\"" + i + "\"><c r=\"XFD" + i + "\" t=\"b\"><v>1</v></c></row>")
                        .collect(Collectors.joining()));
        assertThatThrownBy(() -> Sources.check(wide, atMost(400_000)))
                .isInstanceOf(FileFault.class)
                .hasMessageContaining("unpacks to more than 400000 bytes");
        assertThat(Sources.check(wide, atMost(2_000_000)).detected().form()).isEqualTo(CsvForm.USUAL);
    }

    private static SourceOptions atMost(long bytes) {
        return new SourceOptions(null, 1 << 20, null, null, '"', new SourceOptions.Unpacking(bytes, 200));
    }

    @Test
    void other_kinds_of_workbooks_are_refused_with_what_to_do() throws Exception {
        Path old = Files.write(
                dir.resolve("old.xls"), new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 1, 2, 3, 4, 5});
        assertThatThrownBy(() -> read(old)).hasMessageContaining("old kind, or one with a password");
        Path document =
                Files.write(dir.resolve("a.docx"), Packs.zip(Map.of("[Content_Types].xml", Reading.bytes("<Types/>"))));
        assertThatThrownBy(() -> read(document))
                .isInstanceOf(FileFault.class)
                .hasMessageContaining("is no workbook that can be read here");
        Path csv = written((book, sheet) -> sheet.value(0, 0, "email"));
        assertThatThrownBy(() -> read(csv)).hasMessageContaining("has a header but no rows");
        assertThatThrownBy(() -> read(written((book, sheet) -> {}))).hasMessageContaining("is empty");
        assertThatThrownBy(() -> Sources.check(csv, Reading.JSONL)).hasMessageContaining("leave out --format");
    }

    private Path written(Filling filling) throws IOException {
        Path file = Files.createTempFile(dir, "book", ".xlsx");
        try (var out = Files.newOutputStream(file);
                Workbook book = new Workbook(out, "test", "1.0")) {
            filling.fill(book, book.newWorksheet("People"));
        }
        return file;
    }

    /** The parts that are needed, and no more. */
    private Path byHand(String rows) throws IOException {
        String relations = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                + "<Relationship Id=\"r1\" Type=\"http://x/relationships/%s\" Target=\"%s\"/></Relationships>";
        Map<String, byte[]> parts = new LinkedHashMap<>();
        parts.put("[Content_Types].xml", Reading.bytes("<Types/>"));
        parts.put("_rels/.rels", Reading.bytes(relations.formatted("officeDocument", "/book/b.xml")));
        parts.put(
                "book/b.xml",
                Reading.bytes("<!DOCTYPE b [<!ENTITY bomb \"x\">]><workbook xmlns:r=\"urn:r\"><sheets>"
                        + "<sheet name=\"S\" r:id=\"r1\"/></sheets></workbook>"));
        parts.put("book/_rels/b.xml.rels", Reading.bytes(relations.formatted("worksheet", "s.xml")));
        parts.put("book/s.xml", Reading.bytes("<worksheet><sheetData>" + rows + "</sheetData></worksheet>"));
        return Files.write(Files.createTempFile(dir, "hand", ".xlsx"), Packs.zip(parts));
    }

    private static List<String> read(Path file) {
        List<SourceRow> rows = new ArrayList<>();
        try (Source source = Sources.open(file, SourceOptions.defaults())) {
            for (SourceRow row = source.next(); row != null; row = source.next()) {
                rows.add(row);
            }
        }
        return Reading.shown(rows);
    }
}
