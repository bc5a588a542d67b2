package contactimport.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import contactimport.contact.Reason;
import contactimport.source.Detected.Origin;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as they come. */
class DialectsTest {

    private static final SourceOptions AUTO = SourceOptions.defaults();
    private static final Pattern ESCAPE = Pattern.compile("\\\\(u[0-9a-fA-F]{4}|[nrt\\\\])");

    @TempDir
    Path dir;

    @ParameterizedTest
    @CsvFileSource(
            resources = "/rules/csv-dialects.csv",
            numLinesToSkip = 1,
            ignoreLeadingAndTrailingWhitespace = false)
    void csv(String input, @Nullable String options, String expected, String why) throws IOException {
        for (String name : List.of("UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE")) {
            byte[] bytes = unescaped(input).getBytes(Charset.forName(name));
            assertThat(read("x.csv", bytes, options(options, null)))
                    .as(why + ", " + name)
                    .isEqualTo(unescaped(expected));
        }
    }

    private static SourceOptions options(@Nullable String text, @Nullable Charset encoding) {
        String given = text == null ? "" : text;
        Character delimiter = given.length() == 1 ? given.charAt(0) : null;
        char quote = given.endsWith("none") ? SourceOptions.NO_QUOTE : given.endsWith("'") ? '\'' : '"';
        return new SourceOptions(null, 1 << 20, encoding, delimiter, quote, SourceOptions.Unpacking.DEFAULT);
    }

    private static String unescaped(String text) {
        return ESCAPE.matcher(text)
                .replaceAll(escape -> Matcher.quoteReplacement(
                        switch (escape.group(1).charAt(0)) {
                            case 'n' -> "\n";
                            case 'r' -> "\r";
                            case 't' -> "\t";
                            case 'u' ->
                                String.valueOf(
                                        (char) Integer.parseInt(escape.group(1).substring(1), 16));
                            default -> "\\";
                        }));
    }

    /** The header and each row behind its line; a row that cannot be read is its code. */
    private String read(String name, byte[] bytes, SourceOptions options) throws IOException {
        Path file = Files.write(dir.resolve(name), bytes);
        List<String> shown = new ArrayList<>();
        try (Source source = Sources.open(file, options)) {
            if (source.format() == Format.CSV) {
                shown.add(source.header().names().toString());
            }
            for (SourceRow row = source.next(); row != null; row = source.next()) {
                shown.add(row.line()
                        + row.record()
                                .fold(
                                        r -> r.<String>fold(Object::toString, Json::write),
                                        reasons -> "!" + Reason.codes(reasons)));
            }
            assertThat(source.bytesRead()).isEqualTo(bytes.length);
        }
        return shown.stream().collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/rules/json-files.csv", numLinesToSkip = 1, ignoreLeadingAndTrailingWhitespace = false)
    void json(String input, String expected, String why) throws IOException {
        for (String name : List.of("UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE")) {
            Charset charset = Charset.forName(name);
            assertThat(read("x.json", unescaped(input).getBytes(charset), AUTO))
                    .as(why + ", " + name)
                    .isEqualTo(expected);
            assertThat(read("x.json", ("\uFEFF" + unescaped(input)).getBytes(charset), AUTO))
                    .as(why)
                    .isEqualTo(expected);
        }
    }

    @Test
    void what_is_packed_twice_is_a_fault_that_says_so() throws IOException {
        byte[] csv = "a,b\n1,2\n".getBytes(UTF_8);
        for (byte[] packed : List.of(
                Packs.gzip(Packs.gzip(csv)),
                Packs.zstd(Packs.gzip(csv)),
                Packs.zip(Map.of("x.zip", Packs.zstd(csv))))) {
            Path file = Files.write(dir.resolve("twice"), packed);
            assertThatThrownBy(() -> Sources.check(file, AUTO))
                    .isInstanceOf(FileFault.class)
                    .hasMessageContaining("is packed twice: unpack it once");
        }
    }

    @Test
    void whether_a_line_end_stands_behind_the_last_record_is_known_however_it_is_packed() throws IOException {
        byte[] whole = "a,b\n1,2\n".getBytes(UTF_8);
        byte[] cut = "a,b\n1,2".getBytes(UTF_8);
        assertThat(List.of(
                        ended(whole),
                        ended(Packs.gzip(whole)),
                        ended(Packs.zip(Map.of("x.csv", whole))),
                        ended(cut),
                        ended(Packs.gzip(cut)),
                        ended(Packs.zstd("[{\"a\":1}]".getBytes(UTF_8)))))
                .containsExactly(true, true, true, false, false, true);
    }

    private boolean ended(byte[] file) throws IOException {
        try (Source source = Sources.open(Files.write(dir.resolve("ended"), file), AUTO)) {
            while (source.next() != null) {
                // to the end
            }
            return source.endsWithLineEnd();
        }
    }

    @Test
    void an_array_that_is_never_closed_is_a_fault() {
        assertThatThrownBy(() -> read("x.json", "\n[{\"a\":1},\n{\"a\"".getBytes(UTF_8), AUTO))
                .isInstanceOf(FileFault.class)
                .hasMessageEndingWith(
                        "x.json, line 2: a JSON array begins here and is never closed: the file is cut off.");
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-8, false, UTF-8, CONTENT", "UTF-8, true, UTF-8, MARK",
        "UTF-16LE, false, UTF-16LE, CONTENT", "UTF-16LE, true, UTF-16LE, MARK",
        "UTF-16BE, false, UTF-16BE, CONTENT", "UTF-16BE, true, UTF-16BE, MARK",
        "UTF-32LE, true, UTF-32LE, MARK", "UTF-32BE, false, UTF-32BE, CONTENT",
        "windows-1252, false, windows-1252, ASSUMED", "ISO-8859-1, false, windows-1252, ASSUMED",
    })
    void the_encoding_is_found_out(String written, boolean mark, String found, Origin origin) throws IOException {
        byte[] bytes = ((mark ? "\uFEFF" : "") + "name;city\nJürgen;Köln\n").getBytes(Charset.forName(written));
        assertThat(read("x.csv", bytes, AUTO)).isEqualTo("[name, city] 2[Jürgen, Köln]");
        Detected detected = Sources.check(dir.resolve("x.csv"), AUTO).detected();
        assertThat(detected.encoding().name()).isEqualTo(found);
        assertThat(detected.origin()).isEqualTo(origin);
        assertThat(detected.mark()).isEqualTo(mark);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ISO-8859-2", "windows-1251", "Shift_JIS", "GB18030", "KOI8-R", "UTF-16", "UTF-8", "IBM437"})
    void the_encoding_that_was_said_counts(String name) throws IOException {
        Charset charset = Charset.forName(name);
        String word = new String("яЫ日".getBytes(charset), charset).replace('?', 'x');
        byte[] bytes = ("a,b\n" + word + ",2\n").getBytes(charset);
        assertThat(read("x.csv", bytes, options(null, charset))).isEqualTo("[a, b] 2[" + word + ", 2]");
    }

    @Test
    void a_byte_that_is_not_in_the_encoding_is_named_by_its_offset() throws IOException {
        byte[] bytes = "a,b\nJ\u00fcrgen,\u0081\n\u00fc,2\n".getBytes(Charset.forName("ISO-8859-1"));
        assertThat(reasons(bytes, AUTO))
                .containsExactly("2 expected windows-1252, found another byte at offset 11 of the file");
        byte[] wide = "a,b\n1,\ud800\n3,4\n".getBytes(Charset.forName("UTF-16LE"));
        wide[12] = 0;
        wide[13] = (byte) 0xD8;
        assertThat(reasons(wide, AUTO))
                .containsExactly("2 expected UTF-16LE, found another byte at offset 12 of the file");
        byte[] cut = java.util.Arrays.copyOf("a,b\n1,2".getBytes(Charset.forName("UTF-16LE")), 13);
        assertThat(reasons(cut, AUTO))
                .containsExactly("2 expected UTF-16LE, found another byte at offset 12 of the file");
        byte[] utf8 = "a,b\nü,2\nJ\0,1\n".getBytes(UTF_8);
        utf8[10] = (byte) 0xFC;
        assertThat(reasons(utf8, AUTO))
                .containsExactly("3 expected UTF-8, found another byte at offset 10 of the file");
    }

    private List<String> reasons(byte[] bytes, SourceOptions options) throws IOException {
        Path file = Files.write(dir.resolve("r.csv"), bytes);
        List<String> found = new ArrayList<>();
        try (Source source = Sources.open(file, options)) {
            for (SourceRow row = source.next(); row != null; row = source.next()) {
                long line = row.line();
                row.record().fold(r -> true, reasons -> found.add(line + " " + Reason.sentences(reasons)));
            }
        }
        return found;
    }

    @Test
    void packed_files_are_read_by_their_content_whatever_their_name() throws IOException {
        byte[] csv = "a,b\n1,2\n".getBytes(UTF_8);
        for (byte[] packed : List.of(Packs.gzip(csv), Packs.zstd(csv), Packs.zip(Map.of("x.csv", csv)))) {
            for (String name : List.of("x.csv", "x.csv.gz", "x", "x.zip")) {
                assertThat(read(name, packed, AUTO)).isEqualTo("[a, b] 2[1, 2]");
            }
        }
        assertThat(read("x.jsonl.gz", Packs.gzip("{\"a\":1}".getBytes(UTF_8)), AUTO))
                .isEqualTo("1{\"a\":1}");
    }

    @Test
    void gzip_members_one_after_another_are_one_file_and_zeros_behind_them_nothing() throws IOException {
        byte[] one = Packs.gzip("a,b\n1,".getBytes(UTF_8));
        byte[] two = Packs.gzip("2\n".getBytes(UTF_8));
        assertThat(read("x.gz", joined(one, two, new byte[20]), AUTO)).isEqualTo("[a, b] 2[1, 2]");
        assertThatThrownBy(() -> read("x.gz", joined(one, two, new byte[] {1}), AUTO))
                .isInstanceOf(FileFault.class);
    }

    private static byte[] joined(byte[]... parts) {
        var out = new java.io.ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    @Test
    void what_is_cut_off_or_damaged_is_a_fault_before_anything_is_read() throws IOException {
        byte[] csv = "a,b\n1,2\n".repeat(50).getBytes(UTF_8);
        for (byte[] packed : List.of(Packs.gzip(csv), Packs.zstd(csv), Packs.zip(Map.of("x.csv", csv)))) {
            for (int length = 9; length < packed.length; length++) {
                Path file = Files.write(dir.resolve("cut"), java.util.Arrays.copyOf(packed, length));
                assertThatThrownBy(() -> Sources.check(file, AUTO))
                        .isInstanceOf(FileFault.class)
                        .hasMessageMatching(".*(unpacked|whole ZIP).*");
            }
        }
    }

    @Test
    void members_are_read_in_order_and_their_lines_counted_on() throws IOException {
        Map<String, byte[]> members = new LinkedHashMap<>();
        members.put("b.csv", "a,b\n1,2\n".getBytes(UTF_8));
        members.put("../../etc/a.csv", "\uFEFFa,b\n\n3,4\n5,6".getBytes(UTF_8));
        members.put("__MACOSX/b.csv", new byte[] {1});
        members.put("empty.csv", new byte[0]);
        members.put("none.csv", "a,b\n".getBytes(UTF_8));
        members.put(".hidden", new byte[] {1});
        assertThat(read("x.zip", Packs.zip(members), AUTO)).isEqualTo("[a, b] 2[1, 2] 6[3, 4] 7[5, 6]");
        try (Source source = Sources.open(dir.resolve("x.zip"), AUTO)) {
            while (source.next() != null) {
                // to the end
            }
            ReadAs reading = new ReadAs(source.detected(), source.members());
            assertThat(List.of(1L, 2L, 3L))
                    .map(reading::memberOf)
                    .containsExactly("b.csv", "../../etc/a.csv", "../../etc/a.csv");
            assertThat(reading.lineInMember(1, 2)).isEqualTo(2);
            assertThat(reading.lineInMember(2, 6)).isEqualTo(3);
        }
        assertThat(dir.resolve("../../etc/a.csv")).doesNotExist();
    }

    @Test
    void members_that_do_not_fit_each_other_are_a_fault() {
        byte[] csv = "a,b\n1,2\n".getBytes(UTF_8);
        assertZipFault(csv, "b.csv", "a,c\n1,2\n".getBytes(UTF_8), "the columns differ from those of the first member");
        assertZipFault(csv, "b.jsonl", "{}".getBytes(UTF_8), "written in another way than the first member");
        assertZipFault(csv, "b.pdf", csv, "its member b.pdf is no CSV or JSON file by its name");
    }

    private void assertZipFault(byte[] one, String name, byte[] other, String fault) {
        Map<String, byte[]> members = new LinkedHashMap<>();
        members.put("a.csv", one);
        members.put(name, other);
        assertThatThrownBy(() -> read("x.zip", Packs.zip(members), AUTO))
                .isInstanceOf(FileFault.class)
                .hasMessageContaining(fault);
    }

    @Test
    void what_unpacks_to_too_much_is_a_fault() throws IOException {
        byte[] bomb = new byte[40 << 20];
        java.util.Arrays.fill(bomb, (byte) '\n');
        bomb[0] = 'a';
        for (byte[] packed : List.of(Packs.gzip(bomb), Packs.zstd(bomb), Packs.zip(Map.of("x.csv", bomb)))) {
            assertThatThrownBy(() -> read("x", packed, AUTO))
                    .isInstanceOf(FileFault.class)
                    .hasMessageContaining("unpacks to more than 200 times its size");
            SourceOptions small = new SourceOptions(null, 10, null, null, '"', new SourceOptions.Unpacking(1000, 9000));
            assertThatThrownBy(() -> read("x", packed, small))
                    .isInstanceOf(FileFault.class)
                    .hasMessageContaining("unpacks to more than 1000 bytes");
        }
    }

    @Test
    void a_byte_order_mark_and_another_encoding_contradict_each_other() {
        assertThatThrownBy(() ->
                        read("x.csv", "\uFEFFa\n1\n".getBytes(UTF_8), options(null, Charset.forName("windows-1252"))))
                .isInstanceOf(FileFault.class)
                .hasMessageEndingWith(
                        "begins with the byte order mark of UTF-8, which is not windows-1252: leave out --encoding.");
    }

    @Test
    void an_encoding_in_which_ascii_is_not_itself_cannot_be_read() {
        for (String name : List.of("IBM037", "ISO-2022-JP")) {
            assertThat(Encoding.isReadable(Charset.forName(name))).as(name).isFalse();
        }
    }
}
