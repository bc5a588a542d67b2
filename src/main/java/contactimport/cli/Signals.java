package contactimport.cli;

import contactimport.job.Stop;
import java.util.concurrent.CountDownLatch;

/**
 * Ctrl-C and SIGTERM ask a running import to end at the next chunk's border, and hold the process until it has: the JVM would
 * otherwise leave in the middle. The JVM itself then exits with 130 or 143.
 */
final class Signals implements AutoCloseable {

    private final CountDownLatch finished = new CountDownLatch(1);
    private final Stop stop = new Stop();
    private final Thread hook;

    Signals() {
        hook = new Thread(
                () -> {
                    stop.request();
                    try {
                        finished.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "stop at the next chunk");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    Stop stop() {
        return stop;
    }

    /** The import has ended and its report is written: whoever waits for that may leave. */
    @Override
    public void close() {
        finished.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is on its way out already, and has only waited for this.
            return;
        }
    }
}
