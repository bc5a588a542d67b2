package contactimport.job;

import contactimport.store.RunTable;
import contactimport.store.Unresolved;

/** {@code --max-rejects} before the first merge: lines that are rejected already, and those that lead to nobody. */
final class RejectGuard {

    private final Connections connections;
    private final RunScope run;

    RejectGuard(Connections connections, RunScope run) {
        this.connections = connections;
        this.run = run;
    }

    /** Ends the run if there are too many; no contact has been changed by then. */
    void look() {
        if (run.settings().maxRejects().equals(Allowance.ANY)) {
            return;
        }
        RunTable.Border seen = connections.here(c -> RunTable.border(c, run.no(), run.epoch()));
        long nobody = connections.here(c -> Unresolved.count(c, run.no(), run.rules()));
        if (!run.settings().maxRejects().allows(seen.rejected() + nobody, seen.records())) {
            run.stop()
                    .request(
                            Verdict.GUARDED,
                            "--max-rejects: of " + seen.records() + " lines " + seen.rejected()
                                    + " are rejected and " + nobody
                                    + " more find no contact, more than allowed. No contact was changed");
        }
    }
}
