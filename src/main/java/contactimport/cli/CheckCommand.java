package contactimport.cli;

import picocli.CommandLine.Command;

/** Says what an import of files would do. It has all options of the import. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Say what an import of files would do, line by line, and change nothing: the same decisions by the"
                        + " same code, the same report.")
final class CheckCommand extends ImportCommand {

    @Override
    boolean isCheck() {
        return true;
    }
}
