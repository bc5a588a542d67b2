package contactimport.cli;

import contactimport.job.Stop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntConsumer;

/**
 * Ctrl-C and SIGTERM. The JVM would end under a running command; instead it is asked to stop, and the JVM waits until it has:
 * the chunk is committed, the reports are written, the embedded server is stopped. A second Ctrl-C does not wait. Thread-safe.
 */
final class Interruption {

    private static final int NOT_ASKED = 0;

    private final List<IntConsumer> listeners = new ArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private int exitCode = NOT_ASKED;

    /** What a run looks at: asked for when the process is to end. */
    Stop stop() {
        Stop stop = new Stop();
        whenAsked(stop::request);
        return stop;
    }

    /** Calls {@code stop} with the exit code when the process is to end; at once if it was asked before. */
    void whenAsked(IntConsumer stop) {
        int asked;
        synchronized (listeners) {
            listeners.add(stop);
            asked = exitCode;
        }
        if (asked != NOT_ASKED) {
            stop.accept(asked);
        }
    }

    /** The command is done. */
    void ended() {
        ended.countDown();
    }

    /** From now on signals come here, and whatever else ends the JVM waits for the command. */
    void listen() {
        Signals.each(exit -> {
            if (!ask(exit)) {
                Runtime.getRuntime().halt(exit);
            }
        });
        Runtime.getRuntime().addShutdownHook(new Thread(this::await, "interruption"));
    }

    /**
     * Asks the command to stop, once.
     *
     * @return false if it was asked before
     */
    boolean ask(int exit) {
        List<IntConsumer> now;
        synchronized (listeners) {
            if (exitCode != NOT_ASKED) {
                return false;
            }
            exitCode = exit;
            now = List.copyOf(listeners);
        }
        if (ended.getCount() > 0) {
            now.forEach(listener -> listener.accept(exit));
        }
        return true;
    }

    /** What the process ends with: a command that listens has taken the signal into account, any other has not. */
    int exitCode(int ofCommand) {
        synchronized (listeners) {
            return exitCode == NOT_ASKED || !listeners.isEmpty() ? ofCommand : exitCode;
        }
    }

    private void await() {
        ask(ExitCode.SIGTERM);
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
