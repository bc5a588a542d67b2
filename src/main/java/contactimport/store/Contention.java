package contactimport.store;

import java.util.concurrent.atomic.LongAdder;

/** How often, and for how long, the chunks of a launch met rows that others hold or write. Numbers for monitoring; thread-safe. */
public final class Contention {

    private static final String DEADLOCK = "40P01";

    private final LongAdder lockTimeouts = new LongAdder();
    private final LongAdder deadlocks = new LongAdder();
    private final LongAdder decidedAgain = new LongAdder();
    private final LongAdder setAside = new LongAdder();
    private final LongAdder waitedNanos = new LongAdder();

    /** @param nanos that the attempt took which came to nothing */
    void again(String sqlState, long nanos) {
        (DEADLOCK.equals(sqlState) ? deadlocks : lockTimeouts).increment();
        waitedNanos.add(nanos);
    }

    void decidedAgain() {
        decidedAgain.increment();
    }

    void setAside() {
        setAside.increment();
    }

    void paused(long nanos) {
        waitedNanos.add(nanos);
    }

    /** Attempts that ended because a lock was not granted in time. */
    public long lockTimeouts() {
        return lockTimeouts.sum();
    }

    public long deadlocks() {
        return deadlocks.sum();
    }

    /** Attempts that began again because somebody else wrote meanwhile. */
    public long timesDecidedAgain() {
        return decidedAgain.sum();
    }

    /** Groups that were set aside because their lock was never let go of. */
    public long groupsSetAside() {
        return setAside.sum();
    }

    /** Lost to locks: attempts that came to nothing, and the pauses after them. */
    public long waitedNanos() {
        return waitedNanos.sum();
    }
}
