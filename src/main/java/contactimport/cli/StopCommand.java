package contactimport.cli;

import contactimport.store.PastRun;
import contactimport.store.RunTable;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Asks a run that another process works on to end at its next chunk's border. */
@Command(
        name = "stop",
        mixinStandardHelpOptions = true,
        description = "Ask a running import, wherever it runs, to end at the next chunk's border. It ends with exit 5.")
final class StopCommand implements Callable<Integer> {

    @ParentCommand
    private Main main;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RUN", description = "The run's id, or last.")
    private String run;

    @Mixin
    private DatabaseOptions options;

    @Override
    public Integer call() {
        try (Database database = options.open(main, 1)) {
            database.requireReady();
            PastRun running = PastRuns.find(database, run);
            if (!running.status().equals("running")) {
                throw new UsageFault("run " + running.id() + " is not running: it is " + running.status());
            }
            if (!PastRuns.isAlive(database, running)) {
                throw new UsageFault("run " + running.id() + " has nothing to stop: its process is gone");
            }
            database.doing(
                    connection -> {
                        RunTable.askToStop(connection, running.no());
                        return Boolean.TRUE;
                    },
                    "run " + running.id() + " could not be asked to stop");
            spec.commandLine()
                    .getErr()
                    .println("run " + running.id() + " was asked to stop; contact-import show " + running.id()
                            + " tells when it has");
            return ExitCode.DONE;
        }
    }
}
