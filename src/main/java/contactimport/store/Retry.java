package contactimport.store;

import java.util.concurrent.ThreadLocalRandom;

/** How often a lock conflict is tried again and how long is waited before it: jittered, so that two do not meet again. */
public record Retry(int attempts, long firstPauseMillis, Sleeper sleeper) {

    /** Waits; tests put one in that does not. */
    @FunctionalInterface
    public interface Sleeper {
        void sleep(long millis) throws InterruptedException;
    }

    public static final Retry DEFAULT = new Retry(5, 100, Thread::sleep);

    public Retry {
        if (attempts < 1 || firstPauseMillis < 1) {
            throw new IllegalArgumentException("expected at least one attempt and a pause");
        }
    }

    /** Waits before attempt {@code next} (2, 3, …): twice as long each time, give or take half. */
    void pause(int next) {
        long longest = firstPauseMillis << Math.min(next - 2, 10);
        try {
            sleeper.sleep(longest / 2 + ThreadLocalRandom.current().nextLong(longest));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while waiting for a lock", e);
        }
    }
}
