package contactimport.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;

/** The commands and options that the program has, by picocli's model of it. */
final class Options {

    /** What is said to one command and is no setting. */
    private static final Set<String> NO_SETTING =
            Set.of("--help", "--version", "--config", "--debug", "--log-format", "--dry-run");

    private Options() {}

    static Map<String, CommandLine> commands() {
        return Arrays.stream(Main.class.getAnnotation(Command.class).subcommands())
                .map(CommandLine::new)
                .collect(Collectors.toMap(CommandLine::getCommandName, c -> c, (a, b) -> a, TreeMap::new));
    }

    /** By property without its prefix; an option that several commands have comes once for each. */
    static Map<String, List<OptionSpec>> byProperty() {
        return commands().values().stream()
                .flatMap(command -> command.getCommandSpec().options().stream())
                .filter(option -> !NO_SETTING.contains(option.longestName()))
                .collect(Collectors.groupingBy(
                        option -> PropertyDefaults.property(option).substring("contact-import.".length()),
                        LinkedHashMap::new,
                        Collectors.toList()));
    }
}
