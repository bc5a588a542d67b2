package contactimport.cli;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Makes every option a property: {@code --db-url} is {@code contact-import.db-url}. The command line wins, then the property,
 * then the option's own default. A property that is there and says nothing, as in {@code db-url: ""}, is not set.
 */
final class PropertyDefaults implements IDefaultValueProvider {

    /** What is said to one command and never kept. */
    private static final Set<String> NEVER =
            Set.of("--help", "--version", "--config", "--debug", "--log-format", "--dry-run");

    /** As a setting it has another name than as an option. */
    private static final Map<String, String> RENAMED = Map.of("older-than", "retention");

    private final Settings settings;

    PropertyDefaults(Settings settings) {
        this.settings = settings;
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option) || !isSetting(option)) {
            return null;
        }
        String value = settings.get(property(option));
        return value == null || value.isBlank() ? null : value;
    }

    /** Whether an option is also a property. */
    static boolean isSetting(OptionSpec option) {
        return !NEVER.contains(option.longestName());
    }

    /** {@code --hmac-bind}, which can also be said as {@code --no-hmac-bind}, is {@code contact-import.hmac-bind}. */
    static String property(OptionSpec option) {
        String name = option.longestName().replaceFirst("^-+(\\[no-])?", "");
        return "contact-import." + RENAMED.getOrDefault(name, name);
    }
}
