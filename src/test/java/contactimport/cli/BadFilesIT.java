package contactimport.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import contactimport.cli.CliFixture.Result;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Files that cannot be read, as a whole or in some of their lines. */
class BadFilesIT extends BadInput {

    private static final String MAY_BE_EMPTY =
            " Nothing was imported. If it may be empty, say so: --expect-lines 0..MOST";

    private static final int MEGABYTE = 1 << 20;

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

    private void refused(Path file, String sentence) {
        Result result = imported(file);
        assertThat(result.err()).isEqualTo("contact-import: " + sentence.formatted(file) + "\n");
        oneLine(result);
        nothingWritten();
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
