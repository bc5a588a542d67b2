package contactimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.contact.Code;
import contactimport.contact.WarningCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds the README to what the program does. */
class ReadmeTest {

    /** Options of Maven, Docker and the endpoint's own commands that the README mentions. */
    private static final Set<String> NOT_OURS = Set.of("--rm", "--user", "--destination");

    private static String readme;

    @BeforeAll
    static void read() throws Exception {
        readme = Files.readString(Path.of("README.md"));
    }

    @Test
    void the_table_of_reject_codes_is_that_of_the_program() {
        assertThat(rows("Why a line was rejected", 1))
                .containsExactlyElementsOf(Arrays.stream(Code.values())
                        .map(c -> "| `" + c + "` | " + c.title() + " |")
                        .toList());
    }

    @Test
    void the_table_of_warnings_is_that_of_the_program() {
        assertThat(rows("Why a line was rejected", 2))
                .containsExactlyElementsOf(Arrays.stream(WarningCode.values())
                        .map(c -> "| `" + c + "` | " + c.title() + " |")
                        .toList());
    }

    @Test
    void every_path_under_where_is_the_rule_is_there() {
        List<String> paths = found("`([A-Za-z_/]+/[\\w/.]+\\.(?:java|sql))`", section("Where is the rule?"));
        assertThat(paths).hasSizeGreaterThan(20).allSatisfy(path -> {
            Path file = path.startsWith("src/") ? Path.of(path) : Path.of("src/main/java/contactimport", path);
            assertThat(file).exists();
        });
    }

    @Test
    void every_option_that_it_names_exists_and_every_option_that_exists_is_named() {
        Set<String> existing = new TreeSet<>(Set.of("--help", "--config", "--debug", "--log-format", "--dry-run"));
        Options.byProperty().values().forEach(options -> options.forEach(o -> existing.add(plain(o.longestName()))));
        Set<String> named = new TreeSet<>();
        found("(?<![\\w-])(--[\\w\\[][\\w\\[\\]-]*)", readme).forEach(option -> named.add(plain(option)));
        named.removeAll(NOT_OURS);
        assertThat(named).containsExactlyElementsOf(existing);
    }

    @Test
    void the_table_of_commands_is_that_of_the_program() {
        List<String> commands = rows("Commands and options", 1).stream()
                .map(row -> row.replaceFirst("^\\| `([a-z]+).*", "$1"))
                .toList();
        assertThat(commands)
                .containsExactlyInAnyOrderElementsOf(Options.commands().keySet());
    }

    @Test
    void what_it_calls_not_there_yet_is_not_there() {
        List<String> planned = found("`([a-z]+)`", section("Not there yet"));
        assertThat(planned).doesNotContainAnyElementsOf(Options.commands().keySet());
    }

    @Test
    void its_samples_and_files_are_there() {
        assertThat(found("samples/[\\w.]+|config/[\\w.]+|CHANGELOG.md|LICENSE|\\.ci/run", readme))
                .hasSizeGreaterThan(6)
                .allSatisfy(path -> assertThat(Path.of(path)).exists());
    }

    @Test
    void the_build_server_runs_its_test_command() throws Exception {
        List<String> commands = found("(?s)```sh\n(.*?)\n```", section("The two commands"));
        assertThat(commands).hasSize(2);
        assertThat(commands.get(0)).contains("java -jar target/contact-import.jar import --accept rejects samples/");
        assertThat(Files.readAllLines(Path.of(".ci/run"))).contains(commands.get(1) + " </dev/null");
        assertThat(Files.isExecutable(Path.of(".ci/run"))).isTrue();
    }

    private static String section(String title) {
        int from = readme.indexOf("\n## " + title + "\n");
        assertThat(from).as(title).isNotNegative();
        int to = readme.indexOf("\n## ", from + 1);
        return readme.substring(from, to < 0 ? readme.length() : to);
    }

    /** The rows, without head, of the n-th table of a section. */
    private static List<String> rows(String title, int n) {
        String[] tables = section(title).split("\\| --- \\|.*\n");
        return tables[n].lines().takeWhile(line -> line.startsWith("|")).toList();
    }

    /** What the pattern finds: its first group if it has one. */
    private static List<String> found(String pattern, String text) {
        Stream<java.util.regex.MatchResult> results =
                Pattern.compile(pattern).matcher(text).results();
        return results.map(r -> r.groupCount() > 0 ? r.group(1) : r.group()).toList();
    }

    /** {@code --[no-]trim} and {@code --no-trim} are {@code --trim}. */
    private static String plain(String option) {
        return option.replaceFirst("^--(\\[no-\\]|no-)", "--").replaceFirst("[\\[=].*", "");
    }
}
