package contactimport.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertiesPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Properties from where Spring Boot looks for them: system properties, the environment ({@code CONTACT_IMPORT_HOME} is {@code
 * contact-import.home}), {@code config/application.yml}, and the file of {@code --config}. Read when the first one is asked
 * for: a usage error needs none.
 */
final class Settings {

    private static final Pattern PLACE = Pattern.compile("line (\\d+), column (\\d+)");

    private final Map<String, String> variables;
    private final Properties properties;
    private final @Nullable Path file;
    private Consumer<ConfigurableEnvironment> check = environment -> {};
    private @Nullable ConfigurableEnvironment loaded;

    Settings(Map<String, String> variables, Properties properties, @Nullable Path file) {
        this.variables = variables;
        this.properties = properties;
        this.file = file;
    }

    /** The file that {@code --config} names on this command line, found before the command line is understood. */
    static @Nullable Path file(List<String> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.startsWith("--config=")) {
                return Path.of(argument.substring("--config=".length()));
            }
            if (argument.equals("--config") && i + 1 < arguments.size()) {
                return Path.of(arguments.get(i + 1));
            }
        }
        return null;
    }

    /** What is looked at when the files have been read. */
    void checkedBy(Consumer<ConfigurableEnvironment> by) {
        check = by;
    }

    /** Null when it is set nowhere. */
    @Nullable String get(String property) {
        try {
            return environment().getProperty(property);
        } catch (IllegalArgumentException e) {
            throw new UsageFault("the property " + property + " refers to another one that is not set", e);
        }
    }

    /** What a property comes from, for people; null when it is set nowhere. */
    @Nullable String origin(String property) {
        for (PropertySource<?> source : environment().getPropertySources()) {
            if (!ConfigurationPropertySources.isAttachedConfigurationPropertySource(source)
                    && source.getProperty(property) != null) {
                return origin(source, property);
            }
        }
        return null;
    }

    private String origin(PropertySource<?> source, String property) {
        return switch (source.getName()) {
            case StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME -> "system property " + property;
            case StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME ->
                "environment, " + property.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
            default -> place(OriginLookup.getOrigin(source, property), source.getName());
        };
    }

    /** File and line of a setting. */
    static String place(@Nullable Origin origin, String otherwise) {
        if (!(origin instanceof TextResourceOrigin text) || text.getLocation() == null) {
            return otherwise;
        }
        String where = text.getResource() == null
                ? otherwise
                : String.valueOf(text.getResource().getDescription());
        return where.replaceFirst("^\\w+ \\[(.*)]$", "$1") + ", line "
                + (text.getLocation().getLine() + 1);
    }

    /** For a Spring context that is to see the same. */
    ConfigurableEnvironment environment() {
        if (loaded == null) {
            ConfigurableEnvironment read = load();
            check.accept(read);
            loaded = read;
        }
        return loaded;
    }

    private ConfigurableEnvironment load() {
        // What reads configuration files logs them.
        Discretion.begin();
        Properties all = new Properties();
        properties.stringPropertyNames().forEach(name -> all.setProperty(name, properties.getProperty(name)));
        if (file != null) {
            if (!Files.isReadable(file) || Files.isDirectory(file)) {
                throw new UsageFault("the file of --config, " + file + ", cannot be read");
            }
            all.setProperty("spring.config.additional-location", file.toUri().toString());
        }
        ConfigurableEnvironment environment = new GivenEnvironment(all, variables);
        try {
            ConfigDataEnvironmentPostProcessor.applyTo(environment);
        } catch (RuntimeException e) {
            throw new UsageFault(
                    "the configuration file"
                            + (file == null ? "" : " " + file + ", or one of those that are always read,")
                            + " cannot be understood: " + firstLine(e) + place(e),
                    e);
        }
        return environment;
    }

    /** Where its parser was last, without what stands there. */
    private static String place(RuntimeException e) {
        Matcher place = PLACE.matcher(String.valueOf(e.getMessage()));
        String last = "";
        while (place.find()) {
            last = ", line " + place.group(1) + ", column " + place.group(2);
        }
        return last;
    }

    private static String firstLine(RuntimeException e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return message.lines().findFirst().orElse("").strip();
    }

    /** A Spring environment over what it is given instead of over the process. */
    private static final class GivenEnvironment extends StandardEnvironment {

        GivenEnvironment(Properties properties, Map<String, String> variables) {
            super(sources(properties, variables));
        }

        private static MutablePropertySources sources(Properties properties, Map<String, String> variables) {
            MutablePropertySources sources = new MutablePropertySources();
            sources.addLast(new PropertiesPropertySource(SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME, properties));
            sources.addLast(new SystemEnvironmentPropertySource(
                    SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new HashMap<>(variables)));
            return sources;
        }

        @Override
        protected void customizePropertySources(MutablePropertySources sources) {
            // Given in the constructor.
        }
    }
}
