package contactimport.cli;

import contactimport.job.Blocked;
import contactimport.job.PartWay;
import contactimport.job.RunFault;
import contactimport.report.ReportFault;
import contactimport.source.FileFault;
import contactimport.store.DatabaseFault;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Where exceptions end: one sentence on stderr and an exit code. A stack trace is for us, and goes to a file. */
final class Edge implements IExecutionExceptionHandler, IParameterExceptionHandler {

    /** Their messages are written for the operator. */
    private static final Set<Class<? extends Exception>> SPOKEN = Set.of(
            FileFault.class,
            DatabaseFault.class,
            UsageFault.class,
            ReportFault.class,
            PartWay.class,
            Blocked.class,
            RunFault.class);

    private final boolean debug;

    Edge(boolean debug) {
        this.debug = debug;
    }

    @Override
    public int handleParseException(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        if (e.getCause() instanceof UsageFault fault) {
            return handleExecutionException(fault, command, null);
        }
        PrintWriter err = command.getErr();
        say(err, message(e).lines().findFirst().orElse(""));
        UnmatchedArgumentException.printSuggestions(e, err);
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        err.flush();
        return ExitCode.NOTHING_STARTED;
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, @Nullable ParseResult result) {
        PrintWriter err = command.getErr();
        command.getOut().flush();
        if (isSpoken(e)) {
            say(err, message(e));
            if (debug) {
                err.print(Trace.of(e));
            }
            err.flush();
            return exitCode(e);
        }
        return ourFault(e, err);
    }

    /** Whether its message is for the operator. */
    static boolean isSpoken(Exception e) {
        return SPOKEN.contains(e.getClass());
    }

    /** What a command ends with that ends so. */
    static int exitCode(Exception e) {
        if (!isSpoken(e)) {
            return ExitCode.FAULT;
        }
        if (e instanceof Blocked) {
            return ExitCode.LOCKED_OUT;
        }
        boolean partWay = e instanceof PartWay || (e instanceof ReportFault fault && fault.started());
        return partWay ? ExitCode.PART_WAY : ExitCode.NOTHING_STARTED;
    }

    private int ourFault(Exception e, PrintWriter err) {
        String trace = Trace.of(e);
        if (debug) {
            say(err, "this is a fault of the program, not of your input");
            err.print(trace);
        } else {
            say(
                    err,
                    "this is a fault of the program, not of your input ("
                            + e.getClass().getSimpleName() + "); details are in " + kept(trace, err));
        }
        err.flush();
        return ExitCode.FAULT;
    }

    private static String kept(String trace, PrintWriter err) {
        try {
            Path file = Files.createTempFile("contact-import-", ".log");
            Files.writeString(file, trace);
            return file.toString();
        } catch (IOException e) {
            err.print(trace);
            return "the lines above";
        }
    }

    private static String message(Exception e) {
        return Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
    }

    private static void say(PrintWriter err, String sentence) {
        JsonLog.error(err, sentence);
    }
}
