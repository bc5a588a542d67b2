package contactimport.cli;

import picocli.CommandLine;
import picocli.CommandLine.Option;

/** How much is said of a run, and to whom: a mixin of the commands that launch one. */
final class VoiceOptions {

    @Option(names = "--json", fallbackValue = "true", description = "Print summary.json on stdout, one object per run.")
    private boolean json;

    @Option(names = "--quiet", fallbackValue = "true", description = "Say nothing unless a person is needed.")
    private boolean quiet;

    boolean isQuiet() {
        return quiet;
    }

    ImportVoice voice(CommandLine command, Main main) {
        int columns = quiet ? 0 : main.surroundings().columns().getAsInt();
        return new ImportVoice(command.getOut(), command.getErr(), json, quiet, columns);
    }
}
