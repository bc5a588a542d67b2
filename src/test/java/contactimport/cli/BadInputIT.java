package contactimport.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import contactimport.PostgresExtension;
import contactimport.TestDatabase;
import contactimport.cli.CliFixture.Result;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is wrong with what the operator gives us: one line that names it, the right exit code, never a stack trace. */
@ExtendWith(PostgresExtension.class)
class BadInputIT {

    private static final String HEADER = "inbox_identifier,contact_identifier,name\n";
    private static final String GOOD = "demo-lantern-crm,demo-crm-bruno,Bruno T.\n";
    private static final String MAY_BE_EMPTY =
            " Nothing was imported. If it may be empty, say so: --expect-lines 0..MOST";
    private static final int MEGABYTE = 1 << 20;

    @TempDir
    Path dir;

    private TestDatabase database;
    private Object before;

    @BeforeAll
    static void people(TestDatabase database) {
        database.withPeople();
    }

    @BeforeEach
    void remember(TestDatabase database) {
        this.database = database;
        before = state();
    }

    @Test
    void a_missing_file() {
        refused(dir.resolve("none.csv"), "%s does not exist.");
    }

    @Test
    void an_unreadable_file() throws Exception {
        Path file = file("a.csv", HEADER + GOOD);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(file), "nothing is unreadable for root");
        refused(file, "%s cannot be read: permission denied.");
    }

    @Test
    void a_directory() {
        refused(dir, "%s is a directory: name a file.");
    }

    @Test
    void an_empty_file() throws Exception {
        refused(file("a.csv", ""), "%s is empty.");
        refused(file("a.jsonl", ""), "%s is empty.");
        refused(file("b.csv", "\n\n"), "%s is empty: it has only blank lines.");
        refused(file("b.jsonl", "\n"), "%s has no records." + MAY_BE_EMPTY);
    }

    @Test
    void only_a_header() throws Exception {
        refused(file("a.csv", HEADER), "%s has a header but no rows." + MAY_BE_EMPTY);
    }

    @Test
    void an_unknown_column() throws Exception {
        refused(
                file("a.csv", "\ninbox_identifier,contact_identifier,emial\n" + GOOD),
                "%s, line 2: column 3 \"emial\" is not known: did you mean email?");
        refused(
                file("b.csv", "inbox_identifier,contact_identifier,shoe size\n" + GOOD),
                "%s, line 1: column 3 \"shoe size\" is not known: remove it, or name it custom_attributes.KEY to store it.");
    }

    @Test
    void a_duplicate_column() throws Exception {
        refused(
                file("a.csv", "inbox_identifier,contact_identifier,Contact_Identifier\n" + GOOD),
                "%s, line 1: columns 2 and 3 both mean contact_identifier: remove one of them.");
    }

    @Test
    void a_missing_required_column() throws Exception {
        refused(
                file("a.csv", "contact_identifier,name\nx,y\n"),
                "%s, line 1: there is no column inbox_identifier: add it, or give the inbox by --inbox.");
        refused(
                file("b.csv", "inbox_identifier,name\nx,y\n"),
                "%s, line 1: there is no column contact_identifier: add it, or match by another key with --match.");
    }

    @Test
    void an_unterminated_quote() throws Exception {
        refused(
                file("a.csv", HEADER + GOOD + "demo-lantern-crm,demo-crm-greta,\"Greta\n" + GOOD),
                "%s, line 3: a quoted cell begins here and is never closed: add the closing quote.");
    }

    @Test
    void a_header_of_100_megabytes() throws Exception {
        refused(big("a.csv", ""), "%s, line 1: the header is longer than 1048576 bytes.");
    }

    @Test
    void a_record_of_100_megabytes_is_rejected_alone() throws Exception {
        Path file = big("a.csv", HEADER + GOOD + "demo-lantern-crm,demo-crm-greta,");
        assertThat(rejected(imported(file), "csv")).containsExactly("3,RECORD_TOO_LONG");
        assertThat(rejected(imported(big("a.jsonl", json("\"name\":\"B.\"") + "{\"name\":\"")), "jsonl"))
                .containsExactly("2,RECORD_TOO_LONG");
    }

    @Test
    void rows_that_cannot_be_read_are_rejected_alone() throws Exception {
        byte[] content = (HEADER + "demo-lantern-crm,demo-crm-greta\n" + GOOD + "x,y,J\0rg\n\"x\"y,z,é\nx,y,z,a\n")
                .getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < content.length; i++) {
            content[i] = content[i] == 0 ? (byte) 0xF6 : content[i];
        }
        assertThat(rejected(imported(Files.write(dir.resolve("a.csv"), content)), "csv"))
                .containsExactly("2,CELL_COUNT", "4,LINE_UNREADABLE", "5,LINE_UNREADABLE", "6,CELL_COUNT");
    }

    @Test
    void json_lines_that_cannot_be_read_are_rejected_alone() throws Exception {
        Path file = file(
                "a.jsonl",
                json("\"name\":\"Bruno T.\"") + "{\"name\":\n[1]\n\"x\"\n" + json("\"emial\":\"x\"") + "{} {}\n");
        assertThat(rejected(imported(file), "jsonl"))
                .containsExactly(
                        "2,LINE_UNREADABLE",
                        "3,LINE_UNREADABLE",
                        "4,LINE_UNREADABLE",
                        "5,UNKNOWN_FIELD",
                        "6,LINE_UNREADABLE");
    }

    @Test
    void a_wrong_password() throws Exception {
        Path file = file("a.csv", HEADER + GOOD);
        try (RefusingServer server = new RefusingServer()) {
            Result result = cli().with("SPRING_DATASOURCE_URL", server.url())
                    .with("SPRING_DATASOURCE_USERNAME", "ada")
                    .with("SPRING_DATASOURCE_PASSWORD", "not-this-one")
                    .run("import", "--quiet", file.toString());
            oneLine(result);
            assertThat(result.err()).contains("shop on 127.0.0.1:", "password").doesNotContain("not-this-one");
        }
    }

    @Test
    void a_database_that_is_down() throws Exception {
        Path file = file("a.csv", HEADER + GOOD);
        Result result = cli().with("SPRING_DATASOURCE_URL", "jdbc:postgresql://localhost:1/shop")
                .run("import", "--quiet", file.toString());
        oneLine(result);
        assertThat(result.err()).contains("the database shop on localhost:1 cannot be reached");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--mode|replace|update or upsert",
                "--match|nickname|expected source-id, identifier, email, phone or custom_attributes.KEY",
                "--on-conflict|win|reject or drop or merge",
                "--identifier|store|assign or verify-only",
                "--hmac|never|inbox or require or skip",
                "--accept|everything|expected rejects",
                "--accept|rejects=-1|expected a number",
                "--accept|rejects=101%|expected a number",
                "--format|xml|csv or jsonl",
                "--chunk|0|at least 1",
                "--threads|0|at least 1",
                "--max-record-bytes|0|at least 1",
                "--max-record-bytes|2000000000|at most 268435456",
            })
    void an_option_with_a_value_that_it_does_not_know(String option, String value, String expected) throws Exception {
        Result result = imported(file("a.csv", HEADER + GOOD), option, value);
        oneLine(result);
        assertThat(result.err()).startsWith("contact-import: " + option + ":").contains(expected);
        nothingWritten();
    }

    @Test
    void a_report_directory_that_is_a_file() throws Exception {
        Path reports = file("reports", "");
        Result result = imported(file("a.csv", HEADER + GOOD));
        oneLine(result);
        assertThat(result.err()).contains(reports + " is not a directory", "nothing was imported");
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void a_report_directory_that_takes_no_writes() throws Exception {
        assumeTrue(SmallDisk.possible(dir), "no namespaces here");
        Path reports = Files.createDirectory(dir.resolve("reports"));
        Result result = onDisk(new SmallDisk(reports, "ro"), "--quiet");
        oneLine(result);
        assertThat(result.err()).contains(reports.toString(), "read-only file system", "nothing was imported");
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void a_report_directory_without_permission() throws Exception {
        Path reports = Files.createDirectory(dir.resolve("reports"));
        Files.setPosixFilePermissions(reports, PosixFilePermissions.fromString("r-x------"));
        assumeFalse(Files.isWritable(reports), "root may write everywhere");
        Result result = imported(file("a.csv", HEADER + GOOD));
        oneLine(result);
        assertThat(result.err()).contains("permission denied", "nothing was imported");
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void a_disk_that_is_full_when_the_report_is_written(@PostgresExtension.Fresh TestDatabase fresh) throws Exception {
        assumeTrue(SmallDisk.possible(dir), "no namespaces here");
        database = fresh.withPeople();
        Path reports = Files.createDirectory(dir.resolve("reports"));
        Result result = onDisk(new SmallDisk(reports, "size=16k"), "--quiet");
        assertThat(result.err()).hasLineCount(1).contains(reports.toString(), "no space left on device", "report ");
        assertThat(result.exit()).isEqualTo(5);
        assertThat(database.value("select count(*) from contacts where name like 'Bruno the %'"))
                .isEqualTo(1L);
        assertThat(database.value("select status from contact_import.run")).isEqualTo("completed");
        Result again = cli().with(database.target()).run("report", "last", "--report-dir", dir.resolve("more") + "");
        assertThat(again.exit()).as(again.err()).isZero();
    }

    /** As many changes of one contact as make a report of some hundred kilobytes. */
    private Result onDisk(SmallDisk disk, String... options) throws Exception {
        StringBuilder lines = new StringBuilder(HEADER);
        for (int i = 0; i < 300; i++) {
            lines.append("demo-lantern-crm,demo-crm-bruno,Bruno the ").append(i).append('\n');
        }
        Path file = file("a.csv", lines.toString());
        String[] command = {"import", "--report-dir", disk.directory().toString(), file.toString()};
        return disk.run(
                Map.of(
                        "SPRING_DATASOURCE_URL", database.target().url(),
                        "SPRING_DATASOURCE_USERNAME", database.target().user(),
                        "SPRING_CONFIG_LOCATION", "optional:" + dir.toUri()),
                dir.resolve("log"),
                Stream.concat(Arrays.stream(command), Arrays.stream(options)).toArray(String[]::new));
    }

    private void refused(Path file, String sentence) {
        Result result = imported(file);
        assertThat(result.err()).isEqualTo("contact-import: " + sentence.formatted(file) + "\n");
        oneLine(result);
        nothingWritten();
    }

    private void nothingWritten() {
        assertThat(state()).isEqualTo(before);
        assertThat(dir.resolve("reports")).doesNotExist();
    }

    private static void oneLine(Result result) {
        assertThat(result.err()).startsWith("contact-import: ").hasLineCount(1).doesNotContain("Exception");
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
    }

    private Result imported(Path file, String... options) {
        String[] command = {
            "import", "--quiet", "--report-dir", dir.resolve("reports").toString(), file.toString()
        };
        return cli().with(database.target())
                .run(Stream.concat(Arrays.stream(command), Arrays.stream(options))
                        .toArray(String[]::new));
    }

    /** Line and code of every rejected row, from the report of a run that went on to its end. */
    private List<String> rejected(Result result, String format) throws IOException {
        assertThat(result.exit()).as(result.err()).isEqualTo(3);
        assertThat(result.err()).doesNotContain("Exception", "\tat ");
        String run = (String) database.value("select id from contact_import.run order by no desc limit 1");
        assertThat(Files.exists(dir.resolve("reports").resolve(run).resolve("rejected." + format)))
                .isTrue();
        return database
                .sql(
                        "select line, codes from contact_import.ledger l join contact_import.run r on r.no = l.run_no"
                                + " where r.id = ? and outcome = 'rejected' order by line",
                        run)
                .stream()
                .map(row -> row.get("line") + "," + row.get("codes"))
                .toList();
    }

    private CliFixture cli() {
        return new CliFixture(dir);
    }

    private Object state() {
        return database.sql("select (select count(*) from contact_import.run) as runs,"
                + " (select md5(string_agg(c::text, '|' order by id)) from contacts c) as contacts");
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(dir.resolve(name), content);
    }

    /** {@code start} and a hundred megabytes behind it, on one line. */
    private Path big(String name, String start) throws IOException {
        byte[] megabyte = "x".repeat(MEGABYTE).getBytes(StandardCharsets.US_ASCII);
        Path file = file(name, start);
        try (OutputStream out = Files.newOutputStream(file, java.nio.file.StandardOpenOption.APPEND)) {
            for (int i = 0; i < 100; i++) {
                out.write(megabyte);
            }
            out.write('\n');
        }
        return file;
    }

    private static String json(String members) {
        return "{\"inbox_identifier\":\"demo-lantern-crm\",\"contact_identifier\":\"demo-crm-bruno\"," + members
                + "}\n";
    }
}
