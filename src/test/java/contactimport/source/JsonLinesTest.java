package contactimport.source;

import static contactimport.source.Reading.jsonl;
import static contactimport.source.Reading.shown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonLinesTest {

    @Test
    void every_line_is_an_object_and_blank_lines_are_passed_over() {
        assertThat(shown(jsonl("\uFEFF\n{\"a\":1}\r\n\r\n \u00a0\n{\"b\":[null,true,\"x\"]}\r{}")))
                .containsExactly("2 {\"a\":1}", "5 {\"b\":[null,true,\"x\"]}", "6 {}");
    }

    @Test
    void quotes_and_commas_do_not_join_lines() {
        assertThat(shown(jsonl("{\"a\n\",\"\n{\"a\":\"\\\"\"}\n")))
                .containsExactly(
                        "1 LINE_UNREADABLE invalid JSON at column 4",
                        "2 LINE_UNREADABLE expected a JSON object",
                        "3 {\"a\":\"\\\"\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":1} x        | invalid JSON at column 9",
                "{\"a\":1}{}        | expected nothing after the JSON value, found more at column 8",
                "{\"a\":1},         | invalid JSON at column 8",
                "[1]                | expected a JSON object",
                "\"text\"           | expected a JSON object",
                "null               | expected a JSON object",
                "{\"a\":NaN}        | invalid JSON at column 9",
                "{\"a\":01}         | invalid JSON at column 7",
                "{'a':1}            | invalid JSON at column 2",
                "{\"a\":1,}         | invalid JSON at column 8",
                "{\"a\"             | invalid JSON at column 5",
                "{\"a\":secret}     | invalid JSON at column 6",
                "{\"a\":\"\\x\"}    | invalid JSON at column 8",
            })
    void what_is_no_object_is_unreadable_and_its_values_are_not_repeated(String line, String reason) {
        assertThat(shown(jsonl("{}\n" + line + "\n{\"b\":2}")))
                .containsExactly("1 {}", "2 LINE_UNREADABLE " + reason, "3 {\"b\":2}");
    }

    @Test
    void the_last_of_equal_keys_counts() {
        assertThat(shown(jsonl("{\"a\":1,\"b\":2,\"a\":3}"))).containsExactly("1 {\"a\":3,\"b\":2}");
    }

    @Test
    void what_nests_too_deep_is_cut_where_no_check_lets_it_pass() {
        String deep = "{\"a\":" + "[".repeat(400_000) + "]".repeat(400_000) + ",\"b\":1}";
        SourceRow row = Reading.rows(Reading.bytes(deep), new SourceOptions(Format.JSONL, 1 << 20), Frames.WINDOW)
                .get(0);
        assertThat(shown(row))
                .isEqualTo("{\"a\":" + "[".repeat(Json.KEPT_DEPTH) + "]".repeat(Json.KEPT_DEPTH) + ",\"b\":1}");
    }

    @Test
    void an_unclosed_deep_nesting_is_unreadable() {
        SourceOptions mega = new SourceOptions(Format.JSONL, 1 << 20);
        assertThat(shown(Reading.rows(Reading.bytes("{\"a\":".repeat(100_000)), mega, Frames.WINDOW)))
                .containsExactly("1 LINE_UNREADABLE invalid JSON at column 500001");
    }

    @Test
    void a_line_that_is_too_long_is_passed_over() {
        assertThat(shown(jsonl("{\"a\":\"" + "x".repeat(1000) + "\"}\n{}")))
                .containsExactly("1 RECORD_TOO_LONG expected at most 1000 bytes", "2 {}");
    }

    @Test
    void invalid_utf_8_is_found_inside_texts() {
        byte[] file = Reading.bytes("{\"a\":\"?\"}\n{}");
        file[6] = (byte) 0xFF;
        List<SourceRow> rows = Reading.rows(file, Reading.JSONL, Frames.WINDOW);
        assertThat(shown(rows))
                .containsExactly(
                        "1 LINE_UNREADABLE expected UTF-8, found another byte at offset 6 of the file", "2 {}");
    }

    @Test
    void there_is_no_header() {
        try (Source source = Sources.open(new ByteArrayInputStream(Reading.bytes("{}")), "in", Reading.JSONL)) {
            assertThat(source.header()).isEqualTo(new Header("in", 0, List.of()));
            assertThat(source.format()).isEqualTo(Format.JSONL);
        }
    }

    @Test
    void a_file_of_blank_lines_has_no_records() {
        assertThatThrownBy(() -> jsonl("\n \n")).isInstanceOf(FileFault.class).hasMessage("in has no records.");
    }
}
