package contactimport.cli;

import contactimport.patch.Suggestion;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.core.env.ConfigurableEnvironment;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Finds settings of a configuration file that no command has: a misspelt one would do nothing, and say nothing.
 *
 * <pre>
 * contact-import.on-conflcit → UsageFault: did you mean on-conflict?
 * contact-import.match: [a]  → UsageFault: expected a text
 * </pre>
 */
final class KnownSettings {

    private static final String PREFIX = "contact-import.";

    /** By their names as Spring compares them: without case and dashes. */
    private final Map<String, String> names = new TreeMap<>();

    KnownSettings(CommandSpec root) {
        root.subcommands().values().stream()
                .flatMap(command -> command.getCommandSpec().options().stream())
                .filter(PropertyDefaults::isSetting)
                .map(PropertyDefaults::property)
                .forEach(property -> names.put(uniform(property), property.substring(PREFIX.length())));
    }

    /** @throws UsageFault naming file and line of the first that is not known */
    void require(ConfigurableEnvironment environment) {
        environment.getPropertySources().stream()
                .filter(OriginTrackedMapPropertySource.class::isInstance)
                .map(OriginTrackedMapPropertySource.class::cast)
                .forEach(this::require);
    }

    private void require(OriginTrackedMapPropertySource file) {
        for (String property : file.getPropertyNames()) {
            if (property.startsWith(PREFIX) && !names.containsKey(uniform(property))) {
                throw new UsageFault(Settings.place(OriginLookup.getOrigin(file, property), file.getName()) + ": "
                        + problem(property.substring(PREFIX.length()))
                        + "; without it, contact-import settings lists what there is");
            }
        }
    }

    private String problem(String name) {
        int list = name.indexOf('[');
        if (list > 0 && names.containsKey(uniform(PREFIX + name.substring(0, list)))) {
            return name.substring(0, list) + " is a list: expected one text, with commas";
        }
        String meant = Suggestion.among(name, List.copyOf(names.values()));
        return name + " is no setting" + (meant == null ? "" : ": did you mean " + meant + "?");
    }

    private static String uniform(String property) {
        return property.toLowerCase(Locale.ROOT).replaceAll("[-_]", "");
    }
}
