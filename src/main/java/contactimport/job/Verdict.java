package contactimport.job;

import contactimport.store.Accounting.Proof;

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

    /** Every line has its outcome; nothing is left to do. */
    boolean isDone() {
        return exitCode == DONE || exitCode == WITH_REJECTS;
    }

    /**
     * @param ours whether a step failed by a fault of our own
     * @param stopped whether somebody asked the run to stop
     */
    static Verdict of(Proof proof, boolean ours, boolean stopped, Allowance accepted) {
        if (!proof.holds() || ours) {
            return new Verdict("failed", OUR_FAULT);
        }
        if (proof.tally().failed() > 0 || stopped) {
            return new Verdict(stopped ? "interrupted" : "failed", PART_WAY);
        }
        if (proof.tally().rejected() == 0) {
            return new Verdict("completed", DONE);
        }
        boolean allowed =
                accepted.allows(proof.tally().rejected(), proof.tally().read());
        return new Verdict("completed_with_rejects", allowed ? DONE : WITH_REJECTS);
    }
}
