package contactimport.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.Timer;
import java.util.TimerTask;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The advisory locks of one launch: of the file with its settings, so that it is imported once at a time, and of every account.
 * They live as long as a session of their own, which bears the run's id and is pinged; a process that dies loses them at once.
 * Losing them harms nothing, because whoever takes the run over raises its epoch; it only tells this launch to stop before it
 * fails. Thread-safe.
 */
public final class RunLocks implements AutoCloseable {

    private static final String NAME = "contact-import ";
    private static final long PING_MILLIS = 5_000;

    private final Connection connection;
    private final Set<Long> held = new LinkedHashSet<>();
    private final Timer pinger = new Timer("lock-ping", true);
    private boolean lost;

    private RunLocks(Connection connection) {
        this.connection = connection;
    }

    /** Opens the session. It holds nothing yet. */
    public static RunLocks open(DataSource dataSource) throws SQLException {
        RunLocks locks = new RunLocks(dataSource.getConnection());
        locks.pinger.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        locks.ping();
                    }
                },
                PING_MILLIS,
                PING_MILLIS);
        return locks;
    }

    /** The key of one file with its settings. */
    public static long ofFingerprint(String fingerprint) {
        return key("run " + fingerprint);
    }

    public static long ofAccount(long account) {
        return key("account " + account);
    }

    private static long key(String what) {
        try {
            return ByteBuffer.wrap(
                            MessageDigest.getInstance("SHA-256").digest((NAME + what).getBytes(StandardCharsets.UTF_8)))
                    .getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JVM has no SHA-256", e);
        }
    }

    /** Says whose locks these are, to whoever finds them taken. */
    public synchronized void name(String runId) throws SQLException {
        Rows.each(connection, "select set_config('application_name', ?, false)", row -> {}, NAME + runId);
    }

    /**
     * Takes all of these that are not held yet, or none of them.
     *
     * @return who holds one of them, as in {@code run 20261122T020000Z-7f3a}; null when they are all ours now
     */
    public synchronized @Nullable String tryAll(Collection<Long> keys) throws SQLException {
        List<Long> taken = new ArrayList<>();
        // In one order everywhere: of two launches that want the same, one gets it.
        for (long key : keys.stream().filter(k -> !held.contains(k)).sorted().toList()) {
            if (!one("select pg_try_advisory_lock(?)", key)) {
                String holder = holderOf(connection, key);
                for (long other : taken) {
                    one("select pg_advisory_unlock(?)", other);
                }
                return holder == null ? "another import" : holder;
            }
            taken.add(key);
        }
        held.addAll(taken);
        return null;
    }

    public synchronized boolean holds(long key) {
        return held.contains(key);
    }

    /** Whoever else holds the lock; null if nobody does. */
    public static @Nullable String holderOf(Connection c, long key) throws SQLException {
        List<String> names = new ArrayList<>();
        Rows.each(c, Sql.named("lock-holders"), row -> names.add(Rows.text(row, "name")), key);
        if (names.isEmpty()) {
            return null;
        }
        String name = names.get(0);
        return name.startsWith(NAME) ? "run " + name.substring(NAME.length()) : "another import";
    }

    private boolean one(String sql, long key) throws SQLException {
        boolean[] answer = {false};
        Rows.each(connection, sql, row -> answer[0] = row.getBoolean(1), key);
        return answer[0];
    }

    private synchronized void ping() {
        try {
            Rows.each(connection, "select 1", row -> {});
        } catch (SQLException e) {
            lost = true;
        }
    }

    /** @throws StaleRunException if the session, and with it the locks, is gone */
    public synchronized void requireHeld() {
        if (lost) {
            throw new StaleRunException(
                    "the connection that held this run's locks is gone; what its chunks have committed"
                            + " stays, and the run stops before another import could be in its way");
        }
    }

    /** Looks now, instead of waiting for the next ping. */
    public void check() {
        ping();
        requireHeld();
    }

    /** A session that cannot let go of its locks is ended: they go with it. */
    @Override
    public synchronized void close() {
        pinger.cancel();
        try (connection) {
            Rows.each(connection, "select pg_advisory_unlock_all()", row -> {});
            Rows.each(connection, "select set_config('application_name', 'contact-import', false)", row -> {});
        } catch (SQLException e) {
            // The session is gone, and the locks with it.
            lost = true;
        }
    }
}
