package contactimport.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Writes a manual page in roff, with the man macros, ASCII only. Options that every command has come once. */
final class ManPage {

    /** In the words of the README. */
    private static final Map<String, String> EXIT_CODES = exitCodes();

    private final StringBuilder page = new StringBuilder();

    private ManPage() {}

    static String of(CommandSpec root) {
        return new ManPage().write(root);
    }

    private String write(CommandSpec root) {
        Map<String, CommandSpec> commands = new LinkedHashMap<>();
        root.subcommands().values().forEach(c -> commands.putIfAbsent(c.getCommandName(), c.getCommandSpec()));
        Set<String> common = common(commands);
        line(".TH CONTACT-IMPORT 1 \"\" \"" + text(String.join(" ", root.version())) + "\" \"User Commands\"");
        line(".SH NAME");
        line("contact-import \\- " + text(description(root.usageMessage().description())));
        line(".SH SYNOPSIS");
        commands.values().forEach(command -> {
            line(".B contact-import " + text(command.name()));
            line("[\\fIOPTION\\fR...]" + parameters(command));
            line(".br");
        });
        line(".SH COMMANDS");
        commands.values().forEach(command -> command(command, common));
        line(".SH OPTIONS OF EVERY COMMAND");
        common.forEach(name -> option(find(commands, root, name)));
        root.options().stream().filter(o -> !common.contains(o.longestName())).forEach(this::option);
        line(".SH EXIT STATUS");
        EXIT_CODES.forEach((code, meaning) -> {
            line(".TP");
            line(".B " + code);
            line(text(meaning));
        });
        line(".SH ENVIRONMENT");
        line(
                text(
                        "Every option is also a variable: --db-url is CONTACT_IMPORT_DB_URL. Secrets are never options: a variable,"
                                + " or a file that a variable of its name and _FILE names, as in CONTACT_IMPORT_DB_PASSWORD_FILE."));
        line(".SH FILES");
        line(".TP");
        line(".I config/application.yml");
        line(text("Settings, below the current directory; --config names more."));
        return page.toString();
    }

    private void command(CommandSpec command, Set<String> common) {
        line(".SS contact-import " + text(command.name()) + parameters(command));
        line(text(description(command.usageMessage().description())));
        command.positionalParameters().stream()
                .filter(parameter -> !parameter.hidden())
                .forEach(parameter ->
                        entry("\\fI" + text(parameter.paramLabel()) + "\\fR", description(parameter.description())));
        command.options().stream()
                .filter(option -> !option.hidden() && !common.contains(option.longestName()))
                .forEach(this::option);
    }

    /** What the commands that open a database share, and what all have. */
    private static Set<String> common(Map<String, CommandSpec> commands) {
        Set<String> common = new LinkedHashSet<>(List.of("--help", "--version", "--config", "--debug", "--log-format"));
        CommandSpec.forAnnotatedObject(new DatabaseOptions())
                .options()
                .forEach(option -> common.add(option.longestName()));
        common.removeIf(name -> commands.values().stream().noneMatch(c -> c.findOption(name) != null));
        return common;
    }

    private static OptionSpec find(Map<String, CommandSpec> commands, CommandSpec root, String name) {
        List<CommandSpec> all = new ArrayList<>(commands.values());
        all.add(root);
        return all.stream()
                .filter(c -> c.findOption(name) != null)
                .findFirst()
                .orElseThrow()
                .findOption(name);
    }

    private void option(OptionSpec option) {
        String names = Stream.of(option.names())
                .map(name -> option.negatable() ? name.replaceFirst("^--(no-)?", "--[no-]") : name)
                .map(name -> "\\fB" + text(name) + "\\fR")
                .collect(Collectors.joining(", "));
        String label = text(option.paramLabel().replace("%%", "%"));
        String value = option.arity().max() == 0 ? "" : "=\\fI" + label + "\\fR";
        entry(names + value, description(option.description()));
    }

    private void entry(String head, String description) {
        line(".TP");
        line(head);
        line(text(description));
    }

    private static String parameters(CommandSpec command) {
        return command.positionalParameters().stream()
                .filter(p -> !p.hidden())
                .map(ManPage::parameter)
                .collect(Collectors.joining());
    }

    private static String parameter(PositionalParamSpec parameter) {
        String label = "\\fI" + text(parameter.paramLabel()) + "\\fR"
                + (parameter.arity().max() > 1 ? "..." : "");
        return parameter.arity().min() == 0 ? " [" + label + "]" : " " + label;
    }

    private static String description(String[] lines) {
        return String.join(" ", lines).replace("%%", "%").strip();
    }

    private void line(String line) {
        page.append(line).append('\n');
    }

    /**
     * Text that means nothing to roff.
     *
     * <pre>
     * --no-trim  → \-\-no\-trim
     * .gz        → \&.gz
     * …          → \[u2026]
     * </pre>
     */
    static String text(String plain) {
        StringBuilder roff = new StringBuilder();
        plain.codePoints().forEach(c -> {
            switch (c) {
                case '\\' -> roff.append("\\e");
                case '-' -> roff.append("\\-");
                case '\'' -> roff.append("\\(aq");
                case '^' -> roff.append("\\(ha");
                case '~' -> roff.append("\\(ti");
                default -> {
                    if (c < 128) {
                        roff.appendCodePoint(c);
                    } else {
                        roff.append("\\[u").append(String.format("%04X", c)).append(']');
                    }
                }
            }
        });
        return roff.indexOf(".") == 0 ? "\\&" + roff : roff.toString();
    }

    private static Map<String, String> exitCodes() {
        Map<String, String> codes = new LinkedHashMap<>();
        codes.put("0", "Done; no rejects, or accepted ones.");
        codes.put("1", "A fault of the program, or the sums do not hold.");
        codes.put(
                "2", "Nothing was imported: usage, configuration, database, or a file that cannot be read as a whole.");
        codes.put("3", "Done, with rejects; of undo: something was kept.");
        codes.put("4", "A guard stopped it.");
        codes.put("5", "Part of the way; the same command, or rerun, goes on from there.");
        codes.put("6", "Another run is at work in the same accounts, or is unfinished there.");
        codes.put(
                "130, 143", "Stopped by Ctrl-C or SIGTERM at the end of a chunk; the same command goes on from there.");
        return codes;
    }
}
