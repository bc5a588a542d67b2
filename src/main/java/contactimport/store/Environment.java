package contactimport.store;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Failures that nobody's data and none of our code is to blame for: the connection, the server, its resources. They pass, and
 * what was not committed is done again.
 *
 * <pre>
 * 08006 connection lost, 57P01 the server shuts down, 53100 disk full, 25006 read-only, 57014 took too long → yes
 * 23505 a duplicate key, 42501 a missing grant, 40P01 a deadlock                                            → no
 * </pre>
 */
public final class Environment {

    private Environment() {}

    /** Whether the environment is behind a failure: its causes, and what was thrown while it was dealt with, count too. */
    public static boolean isBehind(Throwable failure) {
        return cause(failure) != null;
    }

    /** What the environment did, or null if it did nothing. */
    public static @Nullable SQLException cause(Throwable failure) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Throwable> todo = new ArrayDeque<>();
        todo.add(failure);
        while (!todo.isEmpty()) {
            Throwable t = todo.remove();
            if (t instanceof SQLException e && Transience.of(e) == Transience.ENVIRONMENT) {
                return e;
            }
            if (t.getCause() != null && seen.add(t.getCause())) {
                todo.add(t.getCause());
            }
            for (Throwable other : t.getSuppressed()) {
                if (seen.add(other)) {
                    todo.add(other);
                }
            }
        }
        return null;
    }
}
