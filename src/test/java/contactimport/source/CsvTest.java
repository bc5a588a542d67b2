package contactimport.source;

import static contactimport.source.Reading.csv;
import static contactimport.source.Reading.shown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {

    @Test
    void a_row_is_its_cells_and_the_line_it_starts_on() {
        assertThat(shown(csv("a,b\n1,2\n3,4\n"))).containsExactly("2 [1, 2]", "3 [3, 4]");
    }

    @Test
    void rows_are_numbered_without_gaps() {
        assertThat(csv("a\n1\n\n\"x\"y\n2")).extracting(SourceRow::ordinal).containsExactly(1L, 2L, 3L);
    }

    @Test
    void the_last_line_needs_no_line_end() {
        assertThat(shown(csv("a,b\n1,2"))).containsExactly("2 [1, 2]");
    }

    @Test
    void line_ends_may_be_mixed() {
        assertThat(shown(csv("a,b\r\n1,2\r3,4\n5,6\r\r\n7,8\n\r9,0")))
                .containsExactly("2 [1, 2]", "3 [3, 4]", "4 [5, 6]", "6 [7, 8]", "8 [9, 0]");
    }

    @Test
    void lines_inside_quoted_cells_are_counted() {
        assertThat(shown(csv("a,b\n\"x\r\ny\",1\n\"p\rq\n\nr\",2\n3,4")))
                .containsExactly("2 [x\r\ny, 1]", "4 [p\rq\n\nr, 2]", "8 [3, 4]");
    }

    @Test
    void blank_lines_and_rows_of_blank_cells_are_passed_over_anywhere() {
        assertThat(shown(csv("\n , \n,\n\na,b\n\n1,2\n,\n\" \",\u00a0\n\u3000\n3,4\n,,,,\n\n")))
                .containsExactly("7 [1, 2]", "11 [3, 4]");
    }

    @Test
    void the_header_is_given_as_it_was_read_with_its_line() {
        try (Source source = open("\n\n Name ,\"E,mail\"\nx,y\n")) {
            assertThat(source.header()).isEqualTo(new Header("in", 3, List.of(" Name ", "E,mail")));
            assertThat(source.format()).isEqualTo(Format.CSV);
        }
    }

    @Test
    void a_byte_order_mark_is_not_part_of_the_first_column() {
        try (Source source = open("\uFEFF\"a\",b\n1,2\n")) {
            assertThat(source.header().names()).containsExactly("a", "b");
            assertThat(source.next()).isNotNull();
            assertThat(source.next()).isNull();
            assertThat(source.bytesRead()).isEqualTo(13);
        }
    }

    @Test
    void quotes_are_doubled_and_backslashes_mean_nothing() {
        assertThat(shown(csv("a,b\n\"say \"\"hi\"\"\",\"\"\"\"\n\"\",x\nc:\\,\"\\\"\n")))
                .containsExactly("2 [say \"hi\", \"]", "3 [, x]", "4 [c:\\, \\]");
    }

    @Test
    void a_quote_inside_a_cell_that_does_not_begin_with_one_is_text() {
        assertThat(shown(csv("a,b\n5\" pipe,x\n \"q\",6\"\n1,2")))
                .containsExactly("2 [5\" pipe, x]", "3 [ \"q\", 6\"]", "4 [1, 2]");
    }

    @Test
    void text_after_a_closing_quote_makes_the_row_unreadable_and_nothing_else() {
        assertThat(shown(csv("a,b\n1,\"a\"b\n\"a\"\"\" ,c\n\"a\"b\"c,d\n1,2\n")))
                .containsExactly(
                        "2 LINE_UNREADABLE expected a comma after the closing quote of cell 2",
                        "3 LINE_UNREADABLE expected a comma after the closing quote of cell 1",
                        "4 LINE_UNREADABLE expected a comma after the closing quote of cell 1",
                        "5 [1, 2]");
    }

    @Test
    void a_ragged_row_says_how_many_cells_were_expected() {
        assertThat(shown(csv("a,b\n1\n1,2,\n1,2")))
                .containsExactly(
                        "2 CELL_COUNT expected 2 cells, found 1", "3 CELL_COUNT expected 2 cells, found 3", "4 [1, 2]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b\n1,2\n3,\"4\n5,6\n7", "a,b\n1,2\n3,\"", "a,b\n1,2\n3,\"x\"\"", "a,b\r1,2\r\n\"3,4"})
    void a_quoted_cell_that_is_never_closed_is_a_fault_that_names_the_line_it_begins_on(String text) {
        assertThatThrownBy(() -> csv(text))
                .isInstanceOf(FileFault.class)
                .hasMessage("in, line 3: a quoted cell begins here and is never closed: add the closing quote.");
    }

    @Test
    void the_line_of_an_open_quote_is_right_behind_other_multi_line_cells() {
        assertThatThrownBy(() -> csv("a,b\n\"x\n\ny\",\"p\r\nq\"\n\"a\nb\",\"c\n\n"))
                .hasMessageStartingWith("in, line 7: ");
    }

    @Test
    void invalid_utf_8_refuses_its_row_alone_and_names_the_byte() {
        byte[] file = join("a,b\n1,é\nx,", new byte[] {(byte) 0xE9}, "!\n3,\uFFFD\n");
        List<SourceRow> rows = Reading.rows(file, Reading.CSV, Frames.WINDOW);
        assertThat(shown(rows))
                .containsExactly(
                        "2 [1, é]",
                        "3 LINE_UNREADABLE expected UTF-8, found another byte at offset 11 of the file",
                        "4 [3, \uFFFD]");
        assertThat(rows.get(1).raw()).isEqualTo(new byte[] {'x', ',', (byte) 0xE9, '!'});
    }

    @Test
    void the_offset_of_a_bad_byte_counts_the_byte_order_mark_and_what_left_the_window() {
        byte[] file = join("\uFEFFa\n" + "12345\n".repeat(20), new byte[] {(byte) 0xC0, (byte) 0xAF}, "\n");
        List<SourceRow> rows = Reading.rows(file, Reading.CSV, 8);
        assertThat(shown(rows.get(20))).endsWith("at offset 125 of the file");
    }

    @Test
    void the_raw_record_is_as_it_stood_without_its_line_end() {
        assertThat(csv("a,b\r\n\"x\r\ny\", 1 \r\n5\",\n"))
                .extracting(row -> new String(row.raw(), StandardCharsets.UTF_8))
                .containsExactly("\"x\r\ny\", 1 ", "5\",");
    }

    @Test
    void a_record_of_just_the_limit_passes_and_one_more_byte_does_not() {
        SourceOptions ten = new SourceOptions(Format.CSV, 10);
        for (int window : new int[] {1, 7, 11, 12, 13, 64}) {
            byte[] file = Reading.bytes("a,b\n12345,7890\r\n12345,78901\r\n\"2345\r789\",1\n1,2\n12345,789é");
            List<SourceRow> rows = Reading.rows(file, ten, window);
            assertThat(shown(rows))
                    .as("window of " + window)
                    .containsExactly(
                            "2 [12345, 7890]",
                            "3 RECORD_TOO_LONG expected at most 10 bytes",
                            "4 RECORD_TOO_LONG expected at most 10 bytes",
                            "6 [1, 2]",
                            "7 RECORD_TOO_LONG expected at most 10 bytes");
            assertThat(rows.get(1).raw()).isEmpty();
        }
    }

    @Test
    void a_row_shows_no_content() {
        assertThat(csv("a\nsecret\n").get(0)).hasToString("SourceRow[line 2]");
    }

    private static Source open(String text) {
        return Sources.open(new ByteArrayInputStream(Reading.bytes(text)), "in", Reading.CSV);
    }

    private static byte[] join(String before, byte[] bytes, String after) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(Reading.bytes(before));
        out.writeBytes(bytes);
        out.writeBytes(Reading.bytes(after));
        return out.toByteArray();
    }
}
