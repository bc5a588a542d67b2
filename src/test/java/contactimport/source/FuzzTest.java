package contactimport.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever bytes a file has: it is refused as a whole in words, or every record of it is a row with a line, and all bytes were
 * looked at. {@code -Dfuzz.files=1000000 -Dfuzz.seed=7} tries harder.
 */
@Timeout(value = 1, unit = TimeUnit.HOURS)
class FuzzTest {

    private static final int FILES = Integer.getInteger("fuzz.files", 4000);
    private static final long SEED = Long.getLong("fuzz.seed", 1);
    private static final List<Charset> ENCODINGS = List.of(
            StandardCharsets.UTF_8,
            StandardCharsets.UTF_16LE,
            StandardCharsets.UTF_16BE,
            Charset.forName("UTF-32LE"),
            Charset.forName("UTF-32BE"),
            Charset.forName("windows-1252"));
    private static final String[] NAMES = {"f.csv", "f.jsonl", "f.json", "f.txt", "f", "f.csv.gz", "f.zip", "f.zst"};
    private static final String CSV_LETTERS = "aäé€\"\"\"\",,;;\t|\n\n\r'  sep=\0\uFFFD1";
    private static final String JSON_LETTERS = "{}[]\"\":,\\ \n\r1ea{}\"ä";

    @TempDir
    Path dir;

    @Test
    void every_file_is_read_to_its_end_or_refused_in_words() throws IOException {
        int read = 0;
        for (int i = 0; i < FILES; i++) {
            long seed = SEED * 1_000_003 + i;
            Random random = new Random(seed);
            String name = NAMES[random.nextInt(NAMES.length)];
            Path file = Files.write(dir.resolve(name), file(random));
            SourceOptions options = options(random);
            try {
                read += isRead(file, options) ? 1 : 0;
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError(
                        "file " + i + " of seed " + SEED + ", " + name + ", " + options
                                + HexFormat.of().formatHex(Files.readAllBytes(file)),
                        e);
            }
        }
        assertThat(read).as("files that could be read").isGreaterThan(FILES / 5);
    }

    private static SourceOptions options(Random random) {
        Character[] delimiters = {null, null, null, ',', ';', '\t'};
        char[] quotes = {'"', '"', '"', '\'', SourceOptions.NO_QUOTE};
        return new SourceOptions(
                random.nextInt(4) == 0 ? Format.values()[random.nextInt(2)] : null,
                random.nextBoolean() ? 20 + random.nextInt(100) : 1 << 20,
                random.nextInt(6) == 0 ? ENCODINGS.get(random.nextInt(ENCODINGS.size())) : null,
                delimiters[random.nextInt(delimiters.length)],
                quotes[random.nextInt(quotes.length)],
                SourceOptions.Unpacking.DEFAULT);
    }

    private static boolean isRead(Path file, SourceOptions options) throws IOException {
        List<String> rows;
        FileIdentity identity;
        try {
            identity = Sources.check(file, options);
            assertThat(identity.size()).isEqualTo(Files.size(file));
            rows = rows(file, identity, options, Frames.WINDOW);
        } catch (FileFault e) {
            assertThat(e.getMessage()).startsWith(file.toString()).endsWith(".");
            return false;
        }
        assertThat(rows(file, identity, options, 7)).isEqualTo(rows);
        return true;
    }

    private static List<String> rows(Path file, FileIdentity identity, SourceOptions options, int window)
            throws IOException {
        List<String> rows = new ArrayList<>();
        Packed packed = Packed.open(file, file.toString(), options.unpacking(), null);
        try (Source source = Sources.opened(packed, identity.detected(), options, window)) {
            long line = 0;
            for (SourceRow row = source.next(); row != null; row = source.next()) {
                rows.add(Reading.shown(row) + Arrays.toString(row.raw()));
                assertThat(row.ordinal()).isEqualTo(rows.size());
                assertThat(row.line()).isGreaterThan(source.detected().array() ? line - 1 : line);
                line = row.line();
            }
            assertThat(source.bytesRead()).isEqualTo(Files.size(file));
            assertThat(new ReadAs(source.detected(), source.members()))
                    .isEqualTo(ReadAs.of(new ReadAs(source.detected(), source.members()).json()));
        }
        return rows;
    }

    private static byte[] file(Random random) {
        byte[] content = random.nextInt(10) == 0 ? noise(random) : text(random);
        if (random.nextInt(3) == 0) {
            content = mutated(random, content);
        }
        byte[] packed = switch (random.nextInt(8)) {
            case 0 -> Packs.gzip(content);
            case 1 -> Packs.zstd(content);
            case 2 -> Packs.zip(members(random, content));
            default -> content;
        };
        return random.nextInt(4) == 0 ? mutated(random, packed) : packed;
    }

    private static Map<String, byte[]> members(Random random, byte[] content) {
        Map<String, byte[]> members = new LinkedHashMap<>();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            members.put((random.nextInt(5) == 0 ? "../" : "") + i + ".csv", content);
        }
        return members;
    }

    private static byte[] noise(Random random) {
        byte[] noise = new byte[random.nextInt(200)];
        random.nextBytes(noise);
        return noise;
    }

    private static byte[] text(Random random) {
        boolean json = random.nextInt(3) == 0;
        String begin = json
                ? new String[] {"{\"a\":1}\n", "[{\"a\":1},\n", "[", ""}[random.nextInt(4)]
                : new String[] {"a,b\n1,2\n", "sep=;\na;b\n", "a\tb\t\n", "a|b\r\n", ""}[random.nextInt(5)];
        StringBuilder text = new StringBuilder(random.nextInt(5) == 0 ? "\uFEFF" : "").append(begin);
        String letters = json ? JSON_LETTERS : CSV_LETTERS;
        int length = random.nextInt(120);
        for (int i = 0; i < length; i++) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        if (json && begin.startsWith("[") && random.nextBoolean()) {
            text.append("\"}]}]");
        }
        return text.toString().getBytes(random.nextBoolean() ? StandardCharsets.UTF_8 : any(random));
    }

    private static Charset any(Random random) {
        return ENCODINGS.get(random.nextInt(ENCODINGS.size()));
    }

    private static byte[] mutated(Random random, byte[] bytes) {
        byte[] result = bytes.clone();
        for (int i = random.nextInt(4); i > 0 && result.length > 0; i--) {
            int at = random.nextInt(result.length);
            switch (random.nextInt(4)) {
                case 0 -> result[at] = (byte) random.nextInt(256);
                case 1 -> result[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> result = Arrays.copyOf(result, at);
                default -> result = twice(result, at, random.nextInt(result.length - at + 1));
            }
        }
        return result;
    }

    private static byte[] twice(byte[] bytes, int from, int length) {
        byte[] more = new byte[bytes.length + length];
        System.arraycopy(bytes, 0, more, 0, from + length);
        System.arraycopy(bytes, from, more, from + length, bytes.length - from);
        return more;
    }
}
