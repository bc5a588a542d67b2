package contactimport.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How long one launch waits for rows that others hold. A chunk, and in the end a single group, is tried as often as the
 * settings say; whoever is only looking for the group that is locked, or holds locks, waits briefly. Every lock that nobody let
 * go of makes the launch less patient: ten of them must not cost ten times what one costs. Thread-safe.
 *
 * <pre>
 * no lock held for ever yet → as many attempts as the settings say
 * one to three              → two attempts
 * more                      → one attempt, as long as the lock timeout
 * </pre>
 */
final class LockPatience {

    private static final int FEW = 3;

    private final Retry retry;
    private final Contention contention;
    private final AtomicInteger heldForEver = new AtomicInteger();

    LockPatience(Retry retry, Contention contention) {
        this.retry = retry;
        this.contention = contention;
    }

    int attempts() {
        int held = heldForEver.get();
        return held == 0 ? retry.attempts() : Math.min(retry.attempts(), held <= FEW ? 2 : 1);
    }

    /** Waits before attempt {@code next}; the caller holds no lock. */
    void pause(int next) {
        long began = System.nanoTime();
        retry.pause(next);
        contention.paused(System.nanoTime() - began);
    }

    /** For monitoring. */
    Contention contention() {
        return contention;
    }

    /** Somebody did not let go of a lock in all the time that we waited for it. */
    void wasHeld() {
        heldForEver.incrementAndGet();
        contention.setAside();
    }

    /** How long the statements of one transaction wait for a lock: as the session says, or briefly. */
    static final class Waiting {

        private static final String BRIEF =
                "select set_config('lock_timeout', greatest(setting::int / 20, 1)::text, true),"
                        + " setting from pg_settings where name = 'lock_timeout'";

        private boolean brief;
        private String usual = "";

        /** To be called before a savepoint is made: what is set behind it goes when it goes. */
        void set(Connection c, boolean briefly) throws SQLException {
            if (briefly && !brief) {
                Rows.each(c, BRIEF, row -> usual = Rows.text(row, "setting"));
            } else if (brief && !briefly) {
                Rows.each(c, "select set_config('lock_timeout', ?, true)", row -> {}, usual);
            }
            brief = briefly;
        }
    }
}
