package contactimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.contact.Rules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Holds config/application.yml to what the program does. */
class ConfigurationFileTest {

    private static final Path FILE = Path.of("config/application.yml");

    /** A setting that is commented out; a comment has a space behind its #. */
    private static final Pattern SETTING = Pattern.compile("(?m)^  #([a-z][a-z-]*):(.*)$");

    @TempDir
    Path directory;

    @Test
    void it_lists_exactly_the_options_that_exist() throws Exception {
        assertThat(settings().keySet())
                .containsExactlyInAnyOrderElementsOf(Options.byProperty().keySet());
    }

    @Test
    void its_values_are_the_defaults_of_the_options() throws Exception {
        Map<String, String> settings = settings();
        Options.byProperty().forEach((property, options) -> {
            for (OptionSpec option : options) {
                if (option.defaultValue() != null) {
                    assertThat(settings.get(property)).as(property).isEqualTo(option.defaultValue());
                }
            }
        });
    }

    @Test
    void a_value_of_an_option_without_a_default_of_its_own_is_a_flag_that_is_off_or_a_rule() throws Exception {
        List<String> rules = new CommandLine(new RulesOptions())
                .getCommandSpec().options().stream()
                        .map(o -> PropertyDefaults.property(o).substring("contact-import.".length()))
                        .toList();
        Map<String, List<OptionSpec>> options = Options.byProperty();
        settings().forEach((property, value) -> {
            boolean unset = options.get(property).stream().allMatch(o -> o.defaultValue() == null);
            if (unset && !rules.contains(property)) {
                assertThat(value)
                        .as(property)
                        .isEqualTo(options.get(property).get(0).arity().max() == 0 ? "false" : "");
            }
        });
    }

    @Test
    void the_rules_are_the_same_with_all_of_its_values_as_with_none() throws Exception {
        assertThat(rules(uncommented())).isEqualTo(rules(null));
    }

    @Test
    void as_it_is_it_sets_nothing() throws Exception {
        assertThat(Files.readAllLines(FILE))
                .allMatch(line -> line.isBlank() || line.strip().startsWith("#") || line.equals("contact-import:"));
        Settings settings = settings(FILE);
        assertThat(Options.byProperty().keySet()).allMatch(p -> settings.get("contact-import." + p) == null);
    }

    @Test
    void a_property_without_a_value_is_not_set() throws Exception {
        Path file = Files.writeString(
                directory.resolve("blank.yml"), "contact-import:\n  account:\n  mode: ''\n  hmac-bind:\n");
        assertThat(rules(file)).isEqualTo(rules(null));
    }

    @Test
    void a_flag_on_the_command_line_means_what_it_says_whatever_the_property_says() throws Exception {
        for (boolean property : List.of(true, false)) {
            Path file = Files.writeString(
                    directory.resolve(property + ".yml"),
                    "contact-import: {hmac-bind: %s, trim: %s, like-api: false}%n".formatted(property, property));
            assertThat(rules(file, "--hmac-bind", "--trim").hmacBind()).isTrue();
            assertThat(rules(file, "--hmac-bind", "--trim").trim()).isTrue();
            assertThat(rules(file, "--no-hmac-bind", "--no-trim").hmacBind()).isFalse();
            assertThat(rules(file, "--no-hmac-bind", "--no-trim").trim()).isFalse();
            assertThat(rules(file).hmacBind()).isEqualTo(property);
        }
    }

    @Test
    void every_flag_that_is_given_is_on_even_if_its_property_is_on_too() {
        Options.byProperty().values().forEach(options -> {
            for (OptionSpec option : options) {
                if (option.arity().max() == 0) {
                    assertThat(option.fallbackValue()).as(option.longestName()).isEqualTo("true");
                }
            }
        });
    }

    private static Map<String, String> settings() throws Exception {
        Map<String, String> settings = new LinkedHashMap<>();
        Matcher matcher = SETTING.matcher(Files.readString(FILE));
        while (matcher.find()) {
            String earlier = settings.put(matcher.group(1), matcher.group(2).strip());
            assertThat(earlier).as("twice: " + matcher.group(1)).isNull();
        }
        return settings;
    }

    private Path uncommented() throws Exception {
        String text = SETTING.matcher(Files.readString(FILE)).replaceAll("  $1:$2");
        return Files.writeString(directory.resolve("uncommented.yml"), text);
    }

    private static Rules rules(@Nullable Path file, String... arguments) {
        RulesOptions options = new RulesOptions();
        CommandLine line = new CommandLine(options);
        line.setDefaultValueProvider(new PropertyDefaults(settings(file)));
        line.parseArgs(arguments);
        return options.rules();
    }

    private static Settings settings(@Nullable Path file) {
        return new Settings(Map.of("SPRING_CONFIG_LOCATION", "optional:classpath:/none/"), new Properties(), file);
    }
}
