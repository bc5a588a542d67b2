package contactimport.store;

import java.sql.SQLException;

/** Somebody holds a lock for longer than all attempts: the span is cut by group, and the locked group is set aside. */
final class LockedOutException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final SQLException lock;

    LockedOutException(SQLException lock) {
        super(lock);
        this.lock = lock;
    }

    SQLException lock() {
        return lock;
    }
}
