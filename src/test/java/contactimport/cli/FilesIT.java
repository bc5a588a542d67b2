package contactimport.cli;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import contactimport.PostgresExtension;
import contactimport.PostgresExtension.Fresh;
import contactimport.TestDatabase;
import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Files as they come: read, their rejects given back in the same form, corrected there and imported again. */
@ExtendWith(PostgresExtension.class)
class FilesIT {

    private static final Charset WINDOWS = Charset.forName("windows-1252");

    private static final String CSV = """
            inbox_identifier;contact_identifier;email;name
            demo-lantern-crm;demo-crm-bruno;;CASE Zoë
            demo-lantern-crm;demo-crm-dagny;dagny at CASE;"CASE; “Ædan”"
            demo-lantern-crm;demo-crm-nobody;;x
            """;

    private static final String JSON = """
            [
              {"inbox_identifier":"demo-lantern-crm","contact_identifier":"demo-crm-bruno","name":"CASE Zoë"},
              {"inbox_identifier":"demo-lantern-crm","contact_identifier":"demo-crm-dagny","email":"dagny at CASE",
               "name":"CASE; “Ædan”"}, {"inbox_identifier":"demo-lantern-crm",
               "contact_identifier":"demo-crm-nobody","name":"x"}
            ]
            """;

    /** @param words how the summary says that it was read */
    private record Case(String name, byte[] bytes, Charset charset, String rejected, String words) {
        @Override
        public String toString() {
            return name;
        }
    }

    @TempDir
    static Path dir;

    private static TestDatabase db;
    private static CliFixture cli;

    @BeforeAll
    static void people(@Fresh TestDatabase fresh) {
        db = fresh.withPeople();
        cli = new CliFixture(dir).with(db.target());
    }

    static Stream<Case> files() throws IOException {
        return Stream.of(
                csv("utf16.csv", UTF_16LE, "\uFEFF", "CSV in UTF-16LE (it has a byte order mark), semicolons"),
                csv("windows.csv", WINDOWS, "", "CSV in windows-1252 (assumed, it is no UTF-8"),
                packed(csv("gz.csv.gz", UTF_8, "", ", unpacked from gzip"), GZIPOutputStream::new),
                packed(csv("zst.csv", WINDOWS, "", ", unpacked from zstd"), ZstdOutputStream::new),
                zip("two.zip"),
                new Case(
                        "array.json",
                        ("\uFEFF" + text("array.json", JSON)).getBytes(UTF_8),
                        UTF_8,
                        "rejected.jsonl",
                        "a JSON array in UTF-8 (it has a byte order mark)"),
                new Case("book.xlsx", book("book.xlsx"), UTF_8, "rejected.csv", "a workbook, sheet People"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void a_file_is_read_and_what_is_rejected_is_corrected_in_its_own_form(Case file) throws Exception {
        JsonNode first = imported(3, Files.write(dir.resolve(file.name()), file.bytes()), file.words());
        assertThat(outcomes(first)).isEqualTo("3 read, 1 updated, 2 rejected");
        assertThat(first.get("rejects_by_code").toString()).isEqualTo("{\"CONTACT_NOT_FOUND\":1,\"EMAIL_INVALID\":1}");
        assertThat(db.value("select name from contacts where id = 2")).isEqualTo(file.name() + " Zoë");

        Path rejected = dir.resolve("reports")
                .resolve(first.get("run_id").stringValue())
                .resolve(file.rejected());
        String text = new String(Files.readAllBytes(rejected), file.charset());
        Path corrected = dir.resolve("corrected-" + file.name() + file.rejected());
        Files.write(
                corrected,
                text.replace("dagny at " + file.name(), "dagny@" + file.name())
                        .replace("demo-crm-nobody", "demo-crm-greta")
                        .getBytes(file.charset()));
        JsonNode second = imported(
                0, corrected, "correcting rejects of run " + first.get("run_id").stringValue());
        assertThat(outcomes(second)).isEqualTo("2 read, 2 updated, 0 rejected");
        assertThat(db.value("select name || ' ' || email from contacts where id = 5"))
                .isEqualTo(file.name() + "; “Ædan” dagny@" + file.name());
        db.sql("update contacts set name = 'Greta' where id = 9");
    }

    @Test
    void lines_of_two_members_or_two_objects_of_a_line_are_not_taken_for_each_other() throws Exception {
        String header = "inbox_identifier;contact_identifier;email;name\n";
        byte[] zip = zipped(
                header + "\n\ndemo-lantern-crm;demo-crm-bruno;bruno at home;Older\n",
                header + "demo-lantern-crm;demo-crm-bruno;;Newer\n");
        Path archive = Files.write(dir.resolve("members.zip"), zip);
        JsonNode run = imported(3, archive, "2 members");
        assertThat(reject(run, "rejected.csv")).contains(";4;", "a.csv, line 4: email: ");
        superseded(run, "rejected.csv");
        Path array = Files.writeString(
                dir.resolve("line.json"),
                ("[{'inbox_identifier':'demo-lantern-crm','contact_identifier':'demo-crm-bruno','email':'bruno at home',"
                                + "'name':'Older'},{'inbox_identifier':'demo-lantern-crm',"
                                + "'contact_identifier':'demo-crm-bruno','name':'Newest'}]")
                        .replace('\'', '"'));
        superseded(imported(3, array, "a JSON array"), "rejected.jsonl");
        assertThat(db.value("select name from contacts where id = 2")).isEqualTo("Newest");
    }

    private void superseded(JsonNode run, String name) throws IOException {
        Path corrected = Files.writeString(
                dir.resolve("superseded-" + run.get("run_id").stringValue() + "-" + name),
                reject(run, name).replace("bruno at home", "bruno@home.example"));
        assertThat(imported(3, corrected, "").get("rejects_by_code").toString()).isEqualTo("{\"SUPERSEDED\":1}");
    }

    private String reject(JsonNode run, String name) throws IOException {
        return Files.readString(
                dir.resolve("reports").resolve(run.get("run_id").stringValue()).resolve(name));
    }

    private JsonNode imported(int exit, Path file, String words) {
        var result = cli.run(
                "import", "--json", "--report-dir", dir.resolve("reports").toString(), file.toString());
        assertThat(result.exit()).as(result.err()).isEqualTo(exit);
        assertThat(result.err().replaceAll("\\s+", " ")).contains(words);
        return JsonMapper.shared().readTree(result.out());
    }

    /** Every line has one of them. */
    private static String outcomes(JsonNode summary) {
        long all = Stream.of("updated", "created", "merged", "unchanged", "rejected", "failed")
                .mapToLong(outcome -> summary.get(outcome).asLong())
                .sum();
        assertThat(summary.get("read").asLong()).isEqualTo(all);
        return all + " read, " + summary.get("updated") + " updated, " + summary.get("rejected") + " rejected";
    }

    private static String text(String name, String text) {
        return text.replace("CASE", name);
    }

    private static Case csv(String name, Charset charset, String mark, String words) {
        return new Case(name, (mark + text(name, CSV)).getBytes(charset), charset, "rejected.csv", words);
    }

    private interface Packing {
        OutputStream around(OutputStream out) throws IOException;
    }

    private static Case packed(Case file, Packing packing) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream packed = packing.around(out)) {
            packed.write(file.bytes());
        }
        return new Case(file.name(), out.toByteArray(), file.charset(), file.rejected(), file.words());
    }

    private static Case zip(String name) throws IOException {
        List<String> lines = text(name, CSV).lines().toList();
        byte[] zip = zipped(
                lines.get(0) + "\n" + lines.get(1) + "\n", lines.get(0) + "\n" + lines.get(2) + "\n" + lines.get(3));
        return new Case(name, zip, UTF_8, "rejected.csv", ", unpacked from zip, 2 members");
    }

    private static byte[] zipped(String one, String two) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("a.csv"));
            zip.write(one.getBytes(UTF_8));
            zip.putNextEntry(new ZipEntry("b.csv"));
            zip.write(two.getBytes(UTF_8));
        }
        return out.toByteArray();
    }

    private static byte[] book(String name) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Workbook book = new Workbook(out, "test", "1.0")) {
            Worksheet sheet = book.newWorksheet("People");
            List<String> lines = text(name, CSV).lines().toList();
            for (int row = 0; row < lines.size(); row++) {
                String[] cells =
                        lines.get(row).replaceAll("\"(.*); (.*)\"", "$1# $2").split(";", -1);
                for (int column = 0; column < cells.length; column++) {
                    sheet.value(row, column, cells[column].replace('#', ';'));
                }
            }
        }
        return out.toByteArray();
    }
}
