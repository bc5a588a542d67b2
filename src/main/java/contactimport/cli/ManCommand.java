package contactimport.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The manual page, from what the program knows of its own commands and options. */
@Command(
        name = "man",
        mixinStandardHelpOptions = true,
        description = "Print the manual page: contact-import man > /usr/local/share/man/man1/contact-import.1")
final class ManCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().getOut().print(ManPage.of(spec.root()));
        return ExitCode.DONE;
    }
}
