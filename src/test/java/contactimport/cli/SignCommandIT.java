package contactimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.PostgresExtension;
import contactimport.PostgresExtension.Fresh;
import contactimport.TestDatabase;
import contactimport.cli.CliFixture.Result;
import contactimport.verify.HmacKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(PostgresExtension.class)
class SignCommandIT {

    private static final String HEADER = "inbox_identifier,contact_identifier,identifier,name\n";
    private static final String TOKEN = "demo-token-of-the-lantern-app";
    private static final String OPENS = "A verified link opens all conversations of the person.\n";

    @TempDir
    Path dir;

    @BeforeAll
    static void people(TestDatabase database) {
        database.withPeople();
    }

    @Test
    void what_was_signed_is_imported_without_a_reject_where_signatures_are_mandatory(@Fresh TestDatabase database)
            throws Exception {
        database.withPeople();
        Path file = file("app.csv", HEADER + """
                demo-lantern-app,demo-app-amina,crm-1001,Amina R.
                demo-lantern-app,demo-app-bruno,crm-1002,"Bruno ""B.""\r
                Tavares"
                demo-lantern-app,demo-app-chiara,app-1003,Chiara N.
                demo-lantern-crm,demo-crm-bruno,crm-1002,Bruno
                """);
        CliFixture cli = cli(database);
        Result result = cli.run("sign", file.toString(), "--out", signed().toString());
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .isEqualTo("Database: " + database.target().name() + "\n" + file
                        + ": 4 lines, 4 signed, 0 left unsigned; written to " + signed() + "\n"
                        + "An import of it will mark up to 3 links verified that are not yet (in mode upsert, links it"
                        + " makes come on top). " + OPENS);
        assertThat(Files.readString(signed()).replaceAll(",(identifier_hash|[0-9a-f]{64})\n", "\n"))
                .isEqualTo(Files.readString(file));
        assertThat(Files.getPosixFilePermissions(signed())).isEqualTo(PosixFilePermissions.fromString("rw-------"));

        Result unsigned = importing(cli, file);
        assertThat(unsigned.exit()).as("the inbox demands signatures").isEqualTo(3);
        Result imported = importing(cli, signed());
        assertThat(imported.exit()).as(imported.err()).isZero();
        assertThat(database.value("select count(*) from contact_inboxes where hmac_verified"))
                .isEqualTo(4L);
        assertThat(database.value("select name from contacts where id = 2")).isEqualTo("Bruno");
    }

    @Test
    void lines_left_unsigned_are_counted_by_their_reason(TestDatabase database) throws Exception {
        Path file = file("mixed.jsonl", """
                {"inbox_identifier":"demo-lantern-app","contact_identifier":"demo-app-bruno","identifier":"crm-1002"}
                {"inbox_identifier":"demo-lantern-app","contact_identifier":"demo-app-bruno","identifier":"crm-1002"}
                {"inbox_identifier":"demo-lantern-app","contact_identifier":"demo-app-visitor","identifier_hash":"old"}
                {"inbox_identifier":"demo-lantern-ap","contact_identifier":"demo-app-bruno","identifier":"crm-1002"}
                {"inbox_identifier":
                """);
        Result result = sign(database, file);
        assertThat(result.err())
                .endsWith(file + ": 5 lines, 2 signed, 3 left unsigned; written to " + signed() + """

                          unsigned: 1 line an import cannot read
                          unsigned: 1 line without an identifier
                          unsigned: 1 line for an inbox that is not known
                          1 line of these keep the identifier_hash they had
                        An import of it will mark up to 1 link verified that is not yet (in mode upsert, links it makes\
                         come on top).\
                        """ + " " + OPENS);
        assertThat(result.exit()).isZero();
        String hash = new HmacKey(TOKEN).sign("crm-1002");
        assertThat(Files.readString(signed()))
                .isEqualTo(Files.readString(file)
                        .replaceAll("(?m)(lantern-app.*crm-1002\")}$", "$1,\"identifier_hash\":\"" + hash + "\"}"));
    }

    @Test
    void a_token_from_a_file_needs_no_database() throws Exception {
        Path file = file("app.csv", HEADER + "demo-lantern-app,demo-app-bruno,crm-1002,Bruno\n");
        Path token = file("token", TOKEN + "\n");
        Result result = new CliFixture(dir)
                .run("sign", file.toString(), "--out", signed().toString(), "--token-file", token.toString());
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.err())
                .contains("1 signed")
                .endsWith("How many links an import of it will mark verified cannot be counted: no database is named. "
                        + OPENS)
                .doesNotContain(TOKEN);
        assertThat(Files.readString(signed())).contains(new HmacKey(TOKEN).sign("crm-1002"));
        assertThat(dir.resolve(".contact-import")).as("the embedded database").doesNotExist();
    }

    @Test
    void a_token_from_the_environment_with_a_database_still_counts_links(TestDatabase database) throws Exception {
        Path file = file("app.csv", HEADER + "demo-lantern-app,demo-app-bruno,crm-1002,Bruno\n");
        Result result = cli(database)
                .with("CONTACT_IMPORT_HMAC_TOKEN", "another")
                .run("sign", file.toString(), "--out", signed().toString());
        assertThat(result.err()).contains("up to 1 link verified");
        assertThat(Files.readString(signed())).contains(new HmacKey("another").sign("crm-1002"));
    }

    @Test
    void a_token_is_not_used_for_several_inboxes_unless_one_is_named() throws Exception {
        Path file = file("two.csv", HEADER + "demo-lantern-app,a,x,\ndemo-lantern-crm,b,y,\n");
        CliFixture cli = new CliFixture(dir).with("CONTACT_IMPORT_HMAC_TOKEN", TOKEN);
        refused(cli.run("sign", file.toString(), "--out", signed().toString()), "2 inboxes", "--inbox");
        Result one = cli.run("sign", file.toString(), "--out", signed().toString(), "--inbox", "demo-lantern-crm");
        assertThat(one.err()).contains("1 signed", "1 line for another inbox than that of --inbox");
        assertThat(Files.readString(signed()))
                .isEqualTo(HEADER.replace("\n", ",identifier_hash\n") + "demo-lantern-app,a,x,,\ndemo-lantern-crm,b,y,,"
                        + new HmacKey(TOKEN).sign("y") + "\n");
    }

    @Test
    void an_inbox_without_a_token_and_inboxes_that_are_not_there_are_refused(@Fresh TestDatabase database)
            throws Exception {
        database.withPeople();
        database.sql("update channel_api set hmac_token = null where identifier = 'demo-lantern-crm'");
        Path file = file("crm.csv", HEADER + "demo-lantern-crm,demo-crm-bruno,x,\n");
        Result result = cli(database).run("sign", "--out", signed().toString(), file.toString());
        assertThat(result.err())
                .endsWith("contact-import: the inbox demo-lantern-crm of the database "
                        + database.target().name() + " has no HMAC token, so its lines cannot be signed\n")
                .hasLineCount(2);
        assertThat(result.exit()).isEqualTo(2);
        Path unknown = file("unknown.csv", HEADER + "nowhere,a,x,\n");
        Result none = cli(database).run("sign", "--out", signed().toString(), unknown.toString());
        assertThat(none.err()).contains("no inbox of the file is an API inbox of the database " + database.name());
        assertThat(none.exit()).isEqualTo(2);
        assertThat(signed()).doesNotExist();
    }

    @Test
    void what_cannot_be_read_or_written_is_one_line_and_leaves_nothing_behind() throws Exception {
        CliFixture cli = new CliFixture(dir).with("CONTACT_IMPORT_HMAC_TOKEN", TOKEN);
        Path file = file("a.csv", HEADER + "demo-lantern-app,a,x,\n");
        refused(cli.run("sign", dir + "/none.csv", "--out", signed() + ""), "none.csv does not exist");
        refused(cli.run("sign", dir + "", "--out", signed() + ""), "is a directory");
        refused(cli.run("sign", file + "", "--out", file + ""), "is the input itself");
        Path link = Files.createSymbolicLink(dir.resolve("link.csv"), file);
        refused(cli.run("sign", file + "", "--out", link + ""), "is the input itself");
        refused(cli.run("sign", file + "", "--out", dir + ""), "is no regular file");
        refused(cli.run("sign", file + "", "--out", dir + "/no/where.csv"), "cannot be written", "does not exist");
        refused(cli.run("sign", "/dev/null", "--out", signed() + ""), "is no regular file");
        refused(
                cli.run("sign", file + "", "--out", signed() + "", "--token-file", dir + "/none"),
                "the file of --token-file",
                "cannot be read");
        refused(
                cli.run("sign", file + "", "--out", signed() + "", "--token-file", file("empty", "\n") + ""),
                "is empty; it must hold the token of the inbox");
        refused(
                cli.run("sign", file("b.csv", "inbox_identifier,identifer\na,b\n") + "", "--out", signed() + ""),
                "b.csv, line 1:",
                "did you mean identifier?");
        refused(cli.run("sign", file("c.csv", HEADER + "\"a") + "", "--out", signed() + ""), "c.csv, line 2:");
        assertThat(signed()).doesNotExist();
        assertThat(cli.run("sign", file + "").err()).contains("Missing required option: '--out=FILE'");
        try (Stream<Path> files = Files.list(dir)) {
            assertThat(files.map(f -> f.getFileName().toString())).noneMatch(name -> name.endsWith(".part"));
        }
    }

    private static void refused(Result result, String... words) {
        assertThat(result.err()).startsWith("contact-import: ").hasLineCount(1).contains(words);
        assertThat(result.exit()).isEqualTo(2);
    }

    private Result sign(TestDatabase database, Path file, String... options) {
        String[] command = {"sign", file.toString(), "--out", signed().toString()};
        return cli(database)
                .run(Stream.concat(Arrays.stream(command), Arrays.stream(options))
                        .toArray(String[]::new));
    }

    private Result importing(CliFixture cli, Path file) {
        return cli.run(
                "import",
                file.toString(),
                "--report-dir",
                dir.resolve("reports").toString());
    }

    private CliFixture cli(TestDatabase database) {
        return new CliFixture(dir).with(database.target());
    }

    private Path signed() {
        return dir.resolve("signed.out");
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(dir.resolve(name), content);
    }
}
