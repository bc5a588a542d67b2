package contactimport.cli;

import contactimport.contact.MatchKey;
import contactimport.contact.Rules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What the options of all commands come to when none of them is on the command line but those of {@code settings} itself. */
final class EffectiveSettings {

    private final Settings settings;
    private final CommandSpec command;

    /** One setting, its value as an operator would write it, and where it comes from. */
    record Setting(String name, String value, String source) {}

    /** @param command {@code settings}, as it was given */
    EffectiveSettings(Settings settings, CommandSpec command) {
        this.settings = settings;
        this.command = command;
    }

    /** In the order of the commands; a setting that several of them have comes once. */
    List<Setting> all() {
        Map<String, OptionSpec> options = new LinkedHashMap<>();
        for (CommandLine each : command.root().subcommands().values()) {
            each.getCommandSpec().options().stream()
                    .filter(PropertyDefaults::isSetting)
                    .forEach(option -> options.putIfAbsent(name(option), option));
        }
        Map<String, String> computed = computed();
        List<Setting> all = new ArrayList<>();
        options.forEach((name, option) -> all.add(setting(name, option, computed.getOrDefault(name, ""))));
        return all;
    }

    private Setting setting(String name, OptionSpec option, String computed) {
        OptionSpec own = command.findOption(option.longestName());
        if (own != null && command.commandLine().getParseResult().hasMatchedOption(own)) {
            return new Setting(name, redacted(name, String.join(",", own.stringValues())), "command line");
        }
        String property = PropertyDefaults.property(option);
        String value = settings.get(property);
        if (value == null || value.isBlank()) {
            return new Setting(name, Objects.requireNonNullElse(option.defaultValue(), computed), "default");
        }
        return new Setting(name, redacted(name, value), Objects.requireNonNullElse(settings.origin(property), ""));
    }

    private static String name(OptionSpec option) {
        return PropertyDefaults.property(option).substring("contact-import.".length());
    }

    /** Defaults that are no constants: they depend on other settings or on the machine. */
    private Map<String, String> computed() {
        RulesOptions given = new RulesOptions();
        CommandLine line = new CommandLine(given);
        line.setDefaultValueProvider(new PropertyDefaults(settings));
        line.parseArgs();
        Rules rules = given.rules();
        Map<String, String> computed = new LinkedHashMap<>();
        computed.put("mode", written(rules.mode()));
        computed.put("match", rules.match().stream().map(MatchKey::toString).collect(Collectors.joining(",")));
        computed.put("on-conflict", written(rules.onConflict()));
        computed.put("identifier", written(rules.identifier()));
        computed.put("hmac", written(rules.hmac()));
        computed.put("hmac-bind", Boolean.toString(rules.hmacBind()));
        computed.put("trim", Boolean.toString(rules.trim()));
        computed.put("threads", Integer.toString(RunOptions.usualThreads()));
        command.root().subcommands().values().stream()
                .flatMap(each -> each.getCommandSpec().options().stream())
                .filter(option -> option.arity().max() == 0)
                .forEach(option -> computed.putIfAbsent(name(option), "false"));
        return computed;
    }

    private static String written(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * A URL may hold a password, although it must not; and a file that holds a secret is none.
     *
     * <pre>
     * db-url  postgres://ann:secret@db/crm → postgres://ann:***@db/crm
     * </pre>
     */
    static String redacted(String name, @Nullable String value) {
        String text = value == null ? "" : value;
        if (name.matches(".*(password|token|secret|key)")) {
            return text.isEmpty() ? "" : "***";
        }
        if (name.equals("notify")) {
            // Whoever knows the path of a webhook may often write to it.
            return text.replaceFirst("(://[^/?#]*)[/?#].+", "$1/***");
        }
        return text.replaceAll("(://[^:/@?]*:)[^/]*@", "$1***@").replaceAll("(?i)(password=)[^&\\s]*", "$1***");
    }
}
