package contactimport.job;

import contactimport.report.ReportFault;
import contactimport.store.AccountingException;
import contactimport.store.Environment;
import contactimport.store.StaleRunException;
import contactimport.store.Standing;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.transaction.TransactionException;

/** Whether a launch failed because the database was away, or is not as far as we have seen it: a standby that was promoted. */
final class Lapses {

    private static final long UNKNOWN = -1;

    private final Connections connections;

    Lapses(Connections connections) {
        this.connections = connections;
    }

    boolean isBehind(RunScope run, List<Throwable> failures) {
        // A report whose directory is full stays so, whatever the database said when its answer was broken off.
        if (has(failures, AccountingException.class, ReportFault.class)) {
            return false;
        }
        return failures.stream().anyMatch(Environment::isBehind)
                || (has(failures, StaleRunException.class, OptimisticLockingFailureException.class)
                        && isStillOurs(run));
    }

    /** Nobody has taken the run over: then it is the database that went back, or the session of our locks that was lost. */
    private boolean isStillOurs(RunScope run) {
        try {
            return found(run).map(now -> now.epoch() <= run.epoch()).orElse(true);
        } catch (DataAccessException | TransactionException | DatabaseTrouble e) {
            return Environment.isBehind(e);
        }
    }

    /** How far the run has come, as {@link Outages#isPatient} wants it. */
    long progress(RunScope run) {
        try {
            return found(run).map(Standing::far).orElse(UNKNOWN);
        } catch (DataAccessException | TransactionException | DatabaseTrouble e) {
            return UNKNOWN;
        }
    }

    private Optional<Standing> found(RunScope run) {
        return connections.here(c -> Standing.of(c, run.id()));
    }

    @SafeVarargs
    private static boolean has(List<Throwable> failures, Class<? extends Throwable>... types) {
        for (Throwable failure : failures) {
            for (Throwable t = failure; t != null; t = t.getCause()) {
                for (Class<? extends Throwable> type : types) {
                    if (type.isInstance(t)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
