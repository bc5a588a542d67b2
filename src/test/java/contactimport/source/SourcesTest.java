package contactimport.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourcesTest {

    private static final SourceOptions AUTO = SourceOptions.defaults();

    @TempDir
    Path dir;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a.csv     | {\"a\":1}       | CSV",
                "A.CSV     | x               | CSV",
                "a.jsonl   | {\"a\":1}       | JSONL",
                "a.NDJSON  | {\"a\":1}       | JSONL",
                "a.json    | {\"a\":1}       | JSONL",
                "a.txt     | {\"a\":1}       | JSONL",
                "-         | \uFEFF{\"a\":1} | JSONL",
                "-         | a               | CSV",
                "csv       | '  {}'          | JSONL",
            })
    void the_format_follows_from_the_name_or_else_the_content(String name, String first, Format format) {
        String text = first + "\n" + first + "\n";
        try (Source source = Sources.open(stream(text), name, AUTO)) {
            assertThat(source.format()).isEqualTo(format);
        }
        assertThat(format.label()).isEqualTo(format == Format.CSV ? "csv" : "jsonl");
    }

    @Test
    void the_format_that_was_asked_for_wins() {
        try (Source source = Sources.open(stream("{\n{"), "a.jsonl", Reading.CSV)) {
            assertThat(source.format()).isEqualTo(Format.CSV);
        }
    }

    @Test
    void a_missing_file_and_a_directory_are_faults() {
        Path missing = dir.resolve("none.csv");
        assertFault(missing, missing + " does not exist.");
        assertFault(dir, dir + " is a directory: name a file.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''              | is empty.",
                "\uFEFF          | is empty: it has only blank lines.",
                "'\n ,\n\n'      | is empty: it has only blank lines.",
                "'a,b\n'         | has a header but no rows.",
                "'a,b\n\n,\n'    | has a header but no rows.",
            })
    void a_file_without_rows_is_a_fault(String text, String fault) throws IOException {
        Path file = Files.writeString(dir.resolve("a.csv"), text);
        assertThatThrownBy(() -> Sources.open(file, AUTO).close())
                .isInstanceOf(FileFault.class)
                .hasMessage(file + " " + fault);
    }

    @Test
    void a_header_that_cannot_be_read_is_a_fault_that_names_its_line() throws IOException {
        assertHeader(
                new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, '\n', 'a', (byte) 0xE9, '\n', '1', '\n'},
                "line 2: the header is not valid UTF-8.");
        assertHeader(
                Reading.bytes("\"a\"b,c\n1,2\n"),
                "line 1: the header is malformed: expected a comma after the closing quote of cell 1.");
        assertHeader(Reading.bytes("a".repeat(1001) + "\n1\n"), "line 1: the header is longer than 1000 bytes.");
    }

    private void assertHeader(byte[] bytes, String fault) throws IOException {
        Path file = Files.write(dir.resolve("h.csv"), bytes);
        assertThatThrownBy(() -> Sources.open(file, Reading.CSV).close())
                .isInstanceOf(FileFault.class)
                .hasMessage(file + ", " + fault);
    }

    private static void assertFault(Path file, String message) {
        assertThatThrownBy(() -> Sources.check(file, AUTO))
                .isInstanceOf(FileFault.class)
                .hasMessage(message);
        assertThatThrownBy(() -> Sources.open(file, AUTO).close())
                .isInstanceOf(FileFault.class)
                .hasMessage(message);
    }

    @Test
    void the_check_knows_size_and_hash_of_all_bytes() throws IOException {
        Path file = Files.writeString(dir.resolve("abc.csv"), "abc");
        assertThat(Sources.check(file, AUTO))
                .isEqualTo(new FileIdentity(
                        file.toString(),
                        3,
                        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                        Detected.usual(Format.CSV)));
        FileIdentity marked = Sources.check(stream("\uFEFFabc"), "-", AUTO);
        assertThat(marked.size()).isEqualTo(6);
        assertThat(marked.sha256()).isEqualTo("1c28dc3f1f804a1ad9c9b4b4cf5e2658d16ad4ed08e3020d04a8d2865018947c");
        assertThat(marked.detected().origin()).isEqualTo(Detected.Origin.MARK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\n\"1\r\n", "\uFEFFa\n\"1\"\"", "a\r\nb,\"", "a\n\",\n\"\"\n"})
    void the_check_finds_a_quote_that_is_never_closed(String text) {
        assertThatThrownBy(() -> Sources.check(stream(text), "x.csv", AUTO))
                .isInstanceOf(FileFault.class)
                .hasMessage("x.csv, line 2: a quoted cell begins here and is never closed: add the closing quote.");
    }

    @Test
    void the_check_and_the_reader_agree_on_quotes_across_chunks() {
        String text = "a,b\n" + "\"x\r\n\"\"\",5\" \r".repeat(60_000);
        assertThat(Sources.check(stream(text), "x.csv", AUTO).size()).isEqualTo(text.length());
        assertThatThrownBy(() -> Sources.check(stream(text + "\""), "x.csv", AUTO))
                .hasMessageStartingWith("x.csv, line 120002: ");
        assertThat(Reading.csv(text)).hasSize(60_000);
    }

    @Test
    void in_json_lines_a_quote_is_no_matter_of_the_check() {
        assertThat(Sources.check(stream("{\"a"), "x.jsonl", AUTO).size()).isEqualTo(3);
    }

    @Test
    void a_stream_that_breaks_is_a_fault() {
        InputStream broken = new InputStream() {
            private int left = 10_000;

            @Override
            public int read() throws IOException {
                if (left-- <= 0) {
                    throw new IOException("disk");
                }
                return 'x';
            }
        };
        assertThatThrownBy(() -> Sources.check(broken, "x.csv", AUTO))
                .isInstanceOf(FileFault.class)
                .hasMessage("x.csv cannot be read to its end (IOException).");
    }

    @Test
    void a_limit_is_a_number_of_bytes() {
        assertThatThrownBy(() -> new SourceOptions(null, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SourceOptions(null, (1 << 28) + 1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(new SourceOptions(null, 1 << 28).maxRecordBytes()).isEqualTo(1 << 28);
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(Reading.bytes(text));
    }
}
