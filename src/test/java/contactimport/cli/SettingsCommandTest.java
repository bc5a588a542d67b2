package contactimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Where a setting comes from is told, a secret never. */
class SettingsCommandTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir
    Path dir;

    @Test
    void every_setting_is_there_with_its_value_and_its_source() throws Exception {
        Path file = Files.writeString(
                dir.resolve("more.yml"), "contact-import:\n  # a comment\n  chunk: 500\n  like-api: true\n");
        CliFixture cli = new CliFixture(dir)
                .with("CONTACT_IMPORT_THREADS", "7")
                .with("POSTGRES_HOST", "db.example")
                .with("POSTGRES_PASSWORD", "s3cret-1");
        Map<String, JsonNode> settings = settings(cli, "--config", file.toString(), "--home", dir.toString());
        assertThat(settings.keySet()).containsAll(Options.byProperty().keySet());
        assertThat(of(settings, "threads")).isEqualTo("7 environment, CONTACT_IMPORT_THREADS");
        assertThat(of(settings, "chunk")).startsWith("500 ").endsWith("more.yml, line 3");
        assertThat(of(settings, "on-conflict")).isEqualTo("merge default");
        assertThat(of(settings, "report-dir")).isEqualTo("reports default");
        assertThat(of(settings, "home")).isEqualTo(dir + " command line");
        assertThat(of(settings, "quiet")).isEqualTo("false default");
        assertThat(of(settings, "database"))
                .contains("chatwoot_production on db.example:5432")
                .contains("password set")
                .endsWith("POSTGRES_HOST");
    }

    @Test
    void a_setting_that_does_not_exist_is_no_silence() throws Exception {
        Map<String, String> said = Map.of(
                "on-conflcit: merge",
                        "line 3: on-conflcit is no setting: did you mean on-conflict?; without it, contact-import settings",
                "colour: blue", "line 3: colour is no setting; without it, contact-import settings",
                "match: [email, phone]", "line 3: match is a list: expected one text, with commas",
                "like:\n    api: true", "line 4: like.api is no setting");
        for (Map.Entry<String, String> each : said.entrySet()) {
            Path file = Files.writeString(
                    dir.resolve("more.yml"), "contact-import:\n  chunk: 500\n  " + each.getKey() + "\n");
            var result = new CliFixture(dir).run("settings", "--config", file.toString());
            assertThat(result.exit()).as(each.getKey()).isEqualTo(2);
            assertThat(result.err().replaceAll("\\s+", " ")).contains("more.yml, " + each.getValue());
            assertThat(result.err()).doesNotContain("\tat ");
        }
        Path file =
                Files.writeString(dir.resolve("more.yml"), "contact-import:\n  onConflict: merge\n  retention: 9d\n");
        assertThat(new CliFixture(dir)
                        .run("settings", "--config", file.toString())
                        .exit())
                .isZero();
    }

    @Test
    void a_file_that_is_no_yaml_is_told_by_its_name_and_the_place() throws Exception {
        Path file = Files.writeString(dir.resolve("broken.yml"), "contact-import:\n  inbox: [s3cret\n");
        var result = new CliFixture(dir).run("settings", "--config", file.toString());
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err().replaceAll("\\s+", " "))
                .contains("broken.yml")
                .contains("line 3, column 1")
                .doesNotContain("s3cret");
    }

    @Test
    void no_secret_is_ever_shown() {
        CliFixture cli = new CliFixture(dir)
                .with("CONTACT_IMPORT_DB_PASSWORD", "s3cret-1")
                .with("CONTACT_IMPORT_HMAC_TOKEN", "s3cret-2")
                .with("DATABASE_URL", "postgres://ann:s3cret-3@db.example/crm");
        var result = cli.run("settings");
        assertThat(result.exit()).isZero();
        assertThat(result.out() + result.err()).doesNotContain("s3cret").contains("crm on db.example");
        assertThat(EffectiveSettings.redacted("db-url", "postgres://ann:s3cret@db/crm"))
                .isEqualTo("postgres://ann:***@db/crm");
        assertThat(EffectiveSettings.redacted("db-url", "jdbc:postgresql://db/crm?user=ann&password=s3cret&ssl=true"))
                .isEqualTo("jdbc:postgresql://db/crm?user=ann&password=***&ssl=true");
        assertThat(EffectiveSettings.redacted("notify", "https://hooks.example/T1/s3cret"))
                .isEqualTo("https://hooks.example/***");
    }

    @Test
    void the_completion_script_knows_the_commands_and_their_options() {
        String script = new CliFixture(dir).run("completion").out();
        assertThat(script)
                .contains("contact-import")
                .contains("import")
                .contains("--max-rejects")
                .contains("show");
    }

    private static String of(Map<String, JsonNode> settings, String name) {
        JsonNode setting = settings.get(name);
        return setting.get("value").stringValue() + " " + setting.get("source").stringValue();
    }

    private static Map<String, JsonNode> settings(CliFixture cli, String... arguments) {
        String[] all = new String[arguments.length + 2];
        all[0] = "settings";
        all[1] = "--json";
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return cli.run(all)
                .out()
                .lines()
                .map(JSON::readTree)
                .collect(Collectors.toMap(s -> s.get("name").stringValue(), s -> s));
    }
}
