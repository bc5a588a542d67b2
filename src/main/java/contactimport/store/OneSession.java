package contactimport.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Savepoint;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * A data source that is one session: whoever asks for a connection gets that session, one after the other. So everybody sees its
 * temporary tables, and what is not committed. Closing it closes the session. Thread-safe.
 */
public final class OneSession extends AbstractDataSource implements AutoCloseable {

    private static final long WAIT_SECONDS = 600;

    private final Connection session;
    private final Semaphore turn = new Semaphore(1, true);
    private final int backend;
    private @Nullable Savepoint pretended;

    private OneSession(Connection session, int backend) {
        this.session = session;
        this.backend = backend;
    }

    /** @throws DatabaseFault if the database cannot be reached, or only by a proxy that pools transactions */
    public static OneSession open(Target target) {
        Connection session = Sessions.connect(target);
        try (Connection other = Sessions.connect(target)) {
            Suitability.requireSessions(session, other);
            return new OneSession(session, Suitability.backend(session));
        } catch (SQLException e) {
            Door.close(session);
            throw Door.fault(target, e);
        } catch (DatabaseFault e) {
            Door.close(session);
            throw e;
        }
    }

    /** From now on nothing is committed: what others commit here is rolled back, all together, when the session ends. */
    public void pretend() throws SQLException {
        session.setAutoCommit(false);
        pretended = session.setSavepoint();
    }

    @Override
    public Connection getConnection() throws SQLException {
        try {
            if (!turn.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new SQLTransientConnectionException("the one session is busy", "08001");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLTransientConnectionException("stopped while waiting for the session", "08001", e);
        }
        Lease lease = new Lease();
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> lease.call(method, arguments));
    }

    @Override
    public Connection getConnection(String username, String password) {
        throw new IllegalArgumentException("the one session has its user");
    }

    /** When this returns, the temporary tables are gone, and so is what was only pretended. */
    @Override
    public void close() {
        try (session) {
            if (!session.getAutoCommit()) {
                session.rollback();
                session.setAutoCommit(true);
            }
            // The server would do it too, a moment later.
            session.createStatement().execute("discard temp");
        } catch (SQLException e) {
            // A session that is lost has lost its tables.
            logger.debug("the session could not be closed", e);
        }
    }

    /** The session in one pair of hands. */
    private final class Lease {

        private boolean autoCommit = true;
        private boolean ended;

        @Nullable Object call(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
            String name = method.getName();
            if (name.equals("close")) {
                end();
                return null;
            }
            if (name.equals("isClosed")) {
                return ended || session.isClosed();
            }
            if (pretended != null) {
                Outcome outcome = pretend(name, arguments);
                if (outcome.done()) {
                    return outcome.value();
                }
            }
            Object value = invoke(method, arguments);
            if (name.equals("setAutoCommit") && !session.getAutoCommit()) {
                requireSameBackend();
            }
            return value;
        }

        private @Nullable Object invoke(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
            try {
                return method.invoke(session, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause() == null ? e : e.getCause();
            }
        }

        /**
         * A pooling proxy may put every transaction into another session, which has none of our temporary tables: what was
         * meant for them would meet the platform's own.
         */
        private void requireSameBackend() throws SQLException {
            if (Suitability.backend(session) != backend) {
                throw new SQLException("a proxy has changed the session", "08006");
            }
        }

        private record Outcome(boolean done, @Nullable Object value) {
            static final Outcome NONE = new Outcome(true, null);
        }

        private Outcome pretend(String name, @Nullable Object @Nullable [] arguments) throws SQLException {
            switch (name) {
                case "setAutoCommit" -> {
                    boolean wanted = arguments != null && Boolean.TRUE.equals(arguments[0]);
                    if (wanted && !autoCommit) {
                        commit();
                    }
                    autoCommit = wanted;
                }
                case "commit" -> commit();
                case "rollback" -> {
                    if (arguments != null) {
                        return new Outcome(false, null);
                    }
                    session.rollback(pretended);
                }
                case "setReadOnly", "setTransactionIsolation" -> {
                    // The transaction around everything has begun.
                }
                case "getAutoCommit" -> {
                    return new Outcome(true, autoCommit);
                }
                default -> {
                    return new Outcome(false, null);
                }
            }
            return Outcome.NONE;
        }

        private void commit() throws SQLException {
            session.releaseSavepoint(pretended);
            pretended = session.setSavepoint();
        }

        private void end() throws SQLException {
            if (ended) {
                return;
            }
            ended = true;
            try {
                if (pretended != null && autoCommit) {
                    settle();
                } else if (pretended == null && !session.isClosed() && !session.getAutoCommit()) {
                    session.rollback();
                    session.setAutoCommit(true);
                }
            } finally {
                turn.release();
            }
        }

        /** A statement that failed by itself has spoilt the transaction around everything. */
        private void settle() throws SQLException {
            try {
                commit();
            } catch (SQLException e) {
                session.rollback(pretended);
            }
        }
    }
}
