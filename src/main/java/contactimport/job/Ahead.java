package contactimport.job;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ItemReader;

/**
 * Makes the next item in a thread of its own while the step writes this one: reading a file keeps a processor here busy, writing
 * it one of the server's. One item ahead, in their order, by one thread at a time.
 *
 * @param <T> what is read; null at the end
 */
final class Ahead<T> implements ItemReader<T>, StepExecutionListener {

    private final Supplier<@Nullable T> supplier;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "read-ahead");
        thread.setDaemon(true);
        return thread;
    });
    private @Nullable Future<@Nullable T> next;

    /** @param supplier is asked for nothing more after its first null or exception */
    Ahead(Supplier<@Nullable T> supplier) {
        this.supplier = supplier;
    }

    /** @throws RuntimeException what the supplier has thrown */
    @Override
    public @Nullable T read() {
        Future<@Nullable T> present = next == null ? thread.submit(supplier::get) : next;
        next = present;
        T item = result(present);
        if (item != null) {
            next = thread.submit(supplier::get);
        }
        return item;
    }

    private static <T> @Nullable T result(Future<@Nullable T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the file was read", e);
        } catch (ExecutionException e) {
            throw unchecked(requireNonNull(e.getCause()));
        }
    }

    /** A supplier throws nothing that is checked. */
    private static RuntimeException unchecked(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return (RuntimeException) cause;
    }

    @Override
    public @Nullable ExitStatus afterStep(StepExecution step) {
        close();
        return step.getExitStatus();
    }

    /** Waits for the item that is being made: nobody reads on when this returns. */
    void close() {
        thread.shutdown();
        boolean interrupted = false;
        while (!thread.isTerminated()) {
            try {
                thread.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
