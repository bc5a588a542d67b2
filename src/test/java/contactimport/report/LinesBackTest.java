package contactimport.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.opencsv.CSVReaderHeaderAwareBuilder;
import com.opencsv.RFC4180ParserBuilder;
import contactimport.source.CsvForm;
import contactimport.source.Encoding;
import contactimport.store.LedgerReader.GivenBack;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LinesBackTest {

    private static final String RUN = "20261122T030000Z-0001";
    private static final String FOUR =
            "\"_import_run\":\"" + RUN + "\",\"_import_line\":7,\"_import_code\":\"CODE\",\"_import_reason\":\"why\"";

    static Stream<Map<String, String>> csv() throws Exception {
        return rules("csv-given-back.csv");
    }

    @ParameterizedTest
    @MethodSource("csv")
    void a_csv_record_is_given_back(Map<String, String> rule) {
        CsvBack back = new CsvBack(RUN, List.of(rule.get("header").split(",")), CsvForm.USUAL);
        assertThat(text(back.line(line(rule))))
                .as(rule.get("why"))
                .isEqualTo(rule.get("expected").replace("RUN", RUN));
    }

    static Stream<Map<String, String>> jsonl() throws Exception {
        return rules("jsonl-given-back.csv");
    }

    @ParameterizedTest
    @MethodSource("jsonl")
    void a_json_line_is_given_back(Map<String, String> rule) {
        assertThat(text(new JsonBack(RUN, Encoding.UTF_8).line(line(rule))))
                .as(rule.get("why"))
                .isEqualTo(rule.get("expected").replace("FOUR", FOUR.replace("CODE", rule.get("code"))));
    }

    @Test
    void the_header_is_as_it_was_read_with_the_import_columns_once_and_at_its_end() {
        CsvBack back = new CsvBack(RUN, List.of(" Email", "_import_line", "a,\"b\"", "_Import_Run"), CsvForm.USUAL);
        assertThat(text(back.header().orElseThrow()))
                .isEqualTo(" Email,\"a,\"\"b\"\"\",_import_run,_import_line,_import_code,_import_reason");
    }

    @Test
    void bytes_that_are_no_text_stay_in_csv_and_are_shown_as_such_in_json() {
        byte[] latin1 = "J\u00fcrgen".getBytes(StandardCharsets.ISO_8859_1);
        GivenBack line = new GivenBack(7, "LINE_UNREADABLE", "why", latin1);
        assertThat(new CsvBack(RUN, List.of("name"), CsvForm.USUAL).line(line)).startsWith(latin1);
        assertThat(text(new JsonBack(RUN, Encoding.UTF_8).line(line))).endsWith("\"_import_raw\":\"J\ufffdrgen\"}");
    }

    @Test
    void a_line_that_was_never_decided_says_so() {
        GivenBack line = new GivenBack(7, null, null, "1".getBytes(StandardCharsets.UTF_8));
        assertThat(text(new CsvBack(RUN, List.of("a"), CsvForm.USUAL).line(line)))
                .isEqualTo("1," + RUN + ",7,FAILED,the run ended before this line: rerun it");
    }

    @Test
    void a_reason_with_separators_is_quoted() {
        GivenBack line = new GivenBack(7, "A; B", "x, \"y\"", "1".getBytes(StandardCharsets.UTF_8));
        assertThat(text(new CsvBack(RUN, List.of("a"), CsvForm.USUAL).line(line)))
                .isEqualTo("1," + RUN + ",7,A; B,\"x, \"\"y\"\"\"");
    }

    private static GivenBack line(Map<String, String> rule) {
        return new GivenBack(7, rule.get("code"), "why", rule.get("raw").getBytes(StandardCharsets.UTF_8));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static Stream<Map<String, String>> rules(String name) throws Exception {
        List<Map<String, String>> rules = new ArrayList<>();
        try (Reader in = new InputStreamReader(
                        LinesBackTest.class.getResourceAsStream("/rules/" + name), StandardCharsets.UTF_8);
                var csv = new CSVReaderHeaderAwareBuilder(in)
                        .withCSVParser(new RFC4180ParserBuilder().build())
                        .build()) {
            for (var rule = csv.readMap(); rule != null; rule = csv.readMap()) {
                rules.add(rule);
            }
        }
        return rules.stream();
    }
}
