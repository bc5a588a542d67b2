package contactimport.job;

import contactimport.store.Accounting.Proof;
import contactimport.store.RunTable;
import java.util.Optional;

/**
 * How a launch ended.
 *
 * @param status as in {@code summary.json}
 */
record Verdict(String status, int exitCode) {

    static final int DONE = 0;
    static final int OUR_FAULT = 1;
    static final int WITH_REJECTS = 3;
    static final int GUARDED = 4;
    static final int PART_WAY = 5;

    /** Every line has its outcome, or will never have one; nothing is left to do. */
    boolean isDone() {
        return exitCode == DONE || exitCode == WITH_REJECTS || status.equals("guarded");
    }

    /**
     * @param ours whether a step failed by a fault of our own
     * @param stop who asked the run to stop, if somebody did
     * @param seen how far it has come
     */
    static Verdict of(Proof proof, boolean ours, Optional<Stop.Cause> stop, RunTable.Border seen, Allowance accepted) {
        if (!proof.holds() || ours) {
            return new Verdict("failed", OUR_FAULT);
        }
        if (proof.tally().failed() > 0
                || !seen.isPlanned()
                || stop.filter(cause -> guarded(cause, seen)).isPresent()) {
            return stop.map(cause -> stopped(cause, seen)).orElse(new Verdict("failed", PART_WAY));
        }
        if (proof.tally().rejected() == 0) {
            return new Verdict("completed", DONE);
        }
        boolean allowed =
                accepted.allows(proof.tally().rejected(), proof.tally().read());
        return new Verdict("completed_with_rejects", allowed ? DONE : WITH_REJECTS);
    }

    /** A guard that spoke before the first merge has closed the run; everything else may go on. */
    private static Verdict stopped(Stop.Cause cause, RunTable.Border seen) {
        return new Verdict(guarded(cause, seen) ? "guarded" : "interrupted", cause.exitCode());
    }

    /** Lines that change nothing are decided before the first merge. */
    private static boolean guarded(Stop.Cause cause, RunTable.Border seen) {
        return cause.exitCode() == GUARDED && seen.merged() == seen.unchanged();
    }
}
