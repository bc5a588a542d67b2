package contactimport.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Ctrl-C and SIGTERM. The JVM would end under a running command; instead it is asked to stop, and the JVM waits until it has:
 * the chunk is committed, the reports are written, the embedded server is stopped. Thread-safe.
 */
final class Interruption {

    private final List<Runnable> listeners = new ArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private boolean asked;

    /** Calls {@code stop} when the process is to end; at once if it was asked before. */
    void whenAsked(Runnable stop) {
        synchronized (listeners) {
            listeners.add(stop);
            if (!asked) {
                return;
            }
        }
        stop.run();
    }

    /** The command is done. */
    void ended() {
        ended.countDown();
    }

    /** As a shutdown hook of this process, which also runs, and returns at once, when the command has ended by itself. */
    void listen() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::ask, "interruption"));
    }

    /** Asks the command to stop and waits until it has. */
    void ask() {
        List<Runnable> now;
        synchronized (listeners) {
            asked = true;
            now = List.copyOf(listeners);
        }
        if (ended.getCount() > 0) {
            now.forEach(Runnable::run);
        }
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
