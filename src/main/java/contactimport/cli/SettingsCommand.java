package contactimport.cli;

import contactimport.cli.EffectiveSettings.Setting;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Every setting as a command would find it, and where it comes from. Never a secret. */
@Command(
        name = "settings",
        mixinStandardHelpOptions = true,
        description =
                "List every setting as a command would find it here, and where it comes from. No password or token is"
                        + " ever shown, and no database is opened.")
final class SettingsCommand implements Callable<Integer> {

    private static final JsonMapper JSON = JsonMapper.shared();

    @ParentCommand
    private Main main;

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", fallbackValue = "true", description = "One JSON object a line instead of a table.")
    private boolean json;

    @Mixin
    private DatabaseOptions options;

    @Override
    public Integer call() {
        EffectiveSettings effective = new EffectiveSettings(main.settings(), spec);
        List<Setting> settings = new ArrayList<>(List.of(options.chosen(main)));
        settings.addAll(effective.all());
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            settings.forEach(s -> out.println(JSON.writeValueAsString(s)));
        } else {
            Table table = new Table("SETTING", "VALUE", "FROM");
            settings.forEach(s -> table.row(s.name(), s.value(), s.source()));
            table.print(out);
        }
        return ExitCode.DONE;
    }
}
