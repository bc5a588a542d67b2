package contactimport.job;

import contactimport.store.RunLocks;
import contactimport.store.RunState;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where a launch gets its turn, or is told who is in the way: the one who holds the locks works, and no file is imported over
 * a run that is unfinished. Everything that is decided here is decided under the lock that it is about.
 */
final class Gate {

    private static final long POLL_MILLIS = 200;

    private final Connections connections;
    private final RunLocks locks;
    private final Launching how;
    private final Stop stop;
    private final Clock clock;
    private final Consumer<String> told;
    private final Consumer<RunState> closing;

    /**
     * @param told what the operator should know meanwhile
     * @param closing closes a run that is superseded
     */
    Gate(
            Connections connections,
            RunLocks locks,
            Launching how,
            Stop stop,
            Clock clock,
            Consumer<String> told,
            Consumer<RunState> closing) {
        this.connections = connections;
        this.locks = locks;
        this.how = how;
        this.stop = stop;
        this.clock = clock;
        this.told = told;
        this.closing = closing;
    }

    /**
     * No other process works on this file with these settings.
     *
     * @throws Blocked if one does, and goes on for longer than is waited for
     */
    void file(String fingerprint) {
        take(List.of(RunLocks.ofFingerprint(fingerprint)));
    }

    /**
     * No other process works in these accounts, and nobody has left anything unfinished there.
     *
     * @param runNo of this run; {@link Long#MAX_VALUE} while it has none
     * @throws Blocked if it is otherwise
     */
    void accounts(long runNo, String runId, Set<Long> accounts) {
        if (accounts.isEmpty()) {
            return;
        }
        take(accounts.stream().map(RunLocks::ofAccount).toList());
        List<String> later = connections.here(c -> RunState.laterThan(c, runNo, accounts));
        if (!later.isEmpty() && !how.newerWins()) {
            throw Blocked.overtaken(runId, later);
        }
        for (RunState other : connections.here(c -> RunState.unfinishedBefore(c, runNo, accounts))) {
            outOfTheWay(other);
        }
    }

    /** A run that still reads its file has merged nothing, and will find us at work when it gets here. */
    private void outOfTheWay(RunState other) {
        long key = RunLocks.ofFingerprint(other.fingerprint());
        if (connections.here(c -> RunLocks.holderOf(c, key) != null) && !locks.holds(key)) {
            return;
        }
        if (!how.supersede()) {
            throw Blocked.unfinished(other);
        }
        told.accept("closing run " + other.id() + " (" + other.fileName() + "), which was not finished");
        closing.accept(other);
    }

    private void take(Collection<Long> keys) {
        Instant until = clock.instant().plus(how.patience());
        String last = null;
        for (String holder = attempt(keys); holder != null; holder = attempt(keys)) {
            if (!clock.instant().isBefore(until)) {
                throw Blocked.atWork(holder);
            }
            if (!holder.equals(last)) {
                told.accept("waiting for " + holder);
                last = holder;
            }
            pause(holder);
        }
    }

    private @Nullable String attempt(Collection<Long> keys) {
        try {
            return locks.tryAll(keys);
        } catch (SQLException e) {
            throw new DatabaseTrouble(e);
        }
    }

    private void pause(String holder) {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Blocked.interrupted(holder);
        }
        if (stop.isRequested()) {
            throw Blocked.interrupted(holder);
        }
    }

    /** @throws contactimport.store.StaleRunException if the locks are gone */
    void requireLocks() {
        locks.check();
    }
}
