package contactimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class MainTest {

    @TempDir
    Path home;

    @Test
    void help_goes_to_stdout_and_names_the_commands() {
        var result = cli().run("--help");
        assertThat(result.exit()).isZero();
        assertThat(result.out()).contains("Usage: contact-import", "inboxes", "migrate");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void help_of_a_command_needs_no_database_and_no_configuration() {
        var result = cli().with("CONTACT_IMPORT_EMBEDDED", "never").run("inboxes", "--help");
        assertThat(result.exit()).isZero();
        assertThat(result.out()).contains("--db-url", "--json");
    }

    /** In the label of a parameter, unlike in a description, nothing is formatted. */
    @Test
    void no_help_shows_the_mark_of_a_format() {
        for (String command : List.of("import", "check", "rerun", "undo")) {
            assertThat(cli().run(command, "--help").out())
                    .as(command)
                    .isNotEmpty()
                    .doesNotContain("%%", "%n");
        }
    }

    @Test
    void version_is_one_line() {
        var result = cli().run("--version");
        assertThat(result.exit()).isZero();
        assertThat(result.out().lines()).hasSize(1).first().asString().startsWith("contact-import ");
    }

    @Test
    void no_command_at_all_is_a_usage_error() {
        var result = cli().run();
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).isEqualTo("contact-import: Which command?\nTry 'contact-import --help'.\n");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void an_unknown_command_is_a_usage_error_with_a_suggestion() {
        var result = cli().run("inbox");
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("Did you mean", "contact-import inboxes");
    }

    @Test
    void an_unknown_option_is_a_usage_error_that_names_the_help_of_its_command() {
        var result = cli().run("inboxes", "--jsn");
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err())
                .startsWith("contact-import: Unknown option: '--jsn'")
                .contains("Try 'contact-import inboxes --help'.")
                .doesNotContain("Exception");
    }

    @Test
    void no_database_and_the_embedded_one_off_is_one_line_and_exit_2() {
        var result = cli().with("CONTACT_IMPORT_EMBEDDED", "never").run("inboxes");
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err())
                .startsWith("contact-import: no database is named")
                .hasLineCount(1);
        assertThat(home.resolve(".contact-import")).doesNotExist();
    }

    @Test
    void every_option_is_also_a_property_in_the_environment_and_in_a_file() throws Exception {
        Path file = Files.writeString(home.resolve("more.yml"), "contact-import:\n  embedded: never\n");
        assertThat(cli().run("inboxes", "--config", file.toString()).err()).contains("no database is named");
        Files.writeString(home.resolve("application.yml"), "contact-import:\n  db-user: ada\n");
        assertThat(cli().run("inboxes").err()).contains("--db-user goes with --db-url");
        assertThat(cli().with("CONTACT_IMPORT_DB_URL", "nonsense")
                        .run("inboxes")
                        .err())
                .contains("--db-url is not a URL of a PostgreSQL database");
    }

    @Test
    void the_command_line_wins_over_a_property() {
        var result = cli().with("CONTACT_IMPORT_DB_URL", "nonsense").run("inboxes", "--db-url", "postgres://:0/");
        assertThat(result.err()).doesNotContain("nonsense");
        assertThat(cli().with("CONTACT_IMPORT_EMBEDDED", "nonsense")
                        .run("inboxes", "--embedded", "never")
                        .err())
                .contains("no database is named");
    }

    @Test
    void a_property_with_a_wrong_value_is_a_usage_error() {
        var result = cli().with("CONTACT_IMPORT_EMBEDDED", "perhaps").run("inboxes");
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("--embedded").contains("auto, never").doesNotContain("Exception");
    }

    @Test
    void a_configuration_file_that_is_missing_or_broken_is_one_line() throws Exception {
        var missing = cli().run("inboxes", "--config=" + home.resolve("none.yml"));
        assertThat(missing.exit()).isEqualTo(2);
        assertThat(missing.err())
                .isEqualTo("contact-import: the file of --config, " + home.resolve("none.yml") + ", cannot be read\n");
        Path broken = Files.writeString(home.resolve("broken.yml"), "contact-import: [\n");
        var unreadable = cli().run("inboxes", "--config", broken.toString());
        assertThat(unreadable.exit()).isEqualTo(2);
        assertThat(unreadable.err())
                .startsWith("contact-import: the configuration file ")
                .contains("cannot be understood: ")
                .hasLineCount(1);
    }

    @Test
    void a_database_that_is_down_is_one_line_and_exit_2() {
        var result = cli().run("inboxes", "--db-url", "postgres://ada@localhost:1/shop");
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err())
                .isEqualTo("contact-import: the database shop on localhost:1 cannot be reached; is the server running,"
                        + " and are host and port right?\n");
    }

    @Test
    void a_fault_of_ours_is_one_line_and_its_details_are_in_a_file_without_values() throws Exception {
        StringWriter err = new StringWriter();
        CommandLine line = new CommandLine(new Failing());
        line.setErr(new PrintWriter(err, true));
        line.setExecutionExceptionHandler(new Edge(false));
        assertThat(line.execute()).isEqualTo(1);
        assertThat(err.toString()).hasLineCount(1).doesNotContain("ada@example.org");
        Path details =
                Path.of(err.toString().replaceFirst("(?s).*details are in ", "").strip());
        assertThat(details).content().contains("SQLSTATE 23505", "Failing.call").doesNotContain("ada@example.org");
        Files.delete(details);
    }

    @Test
    void with_debug_the_details_come_at_once() {
        StringWriter err = new StringWriter();
        CommandLine line = new CommandLine(new Failing());
        line.setErr(new PrintWriter(err, true));
        line.setExecutionExceptionHandler(new Edge(true));
        assertThat(line.execute()).isEqualTo(1);
        assertThat(err.toString()).contains("SQLSTATE 23505", "Failing.call").doesNotContain("ada@example.org");
    }

    private CliFixture cli() {
        return new CliFixture(home);
    }

    /** A command with a bug. */
    @Command
    static final class Failing implements java.util.concurrent.Callable<Integer> {
        @Override
        public Integer call() {
            throw new IllegalStateException(
                    "ada@example.org", new SQLException("Key (email)=(ada@example.org) already exists", "23505"));
        }
    }
}
