package contactimport.cli;

import contactimport.contact.MatchKey;
import contactimport.patch.Mapping;
import contactimport.patch.Presets;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists the mappings that come with the program. */
@Command(
        name = "presets",
        mixinStandardHelpOptions = true,
        description = "List the mappings for exports of other systems that come with the program.")
final class PresetsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", fallbackValue = "true", description = "Print one JSON object per preset on stdout.")
    private boolean json;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        List<Mapping> presets = Presets.all();
        if (json) {
            presets.forEach(preset ->
                    out.println("{\"name\":\"" + preset.name() + "\",\"mapping\":" + preset.canonical() + "}"));
        } else {
            Table table = new Table("PRESET", "EXPORT OF", "FINDS A CONTACT AGAIN BY");
            presets.forEach(preset -> table.row(preset.name(), preset.title(), match(preset)));
            table.print(out);
        }
        out.flush();
        return ExitCode.DONE;
    }

    private static String match(Mapping preset) {
        return preset.match().stream().map(MatchKey::toString).collect(Collectors.joining(", "));
    }
}
