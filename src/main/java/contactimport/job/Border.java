package contactimport.job;

import contactimport.store.RunTable;

/** Looks, between two chunks, whether the run is to end here. Thread-safe. */
final class Border {

    private final Connections connections;
    private final RunScope run;

    Border(Connections connections, RunScope run) {
        this.connections = connections;
        this.run = run;
    }

    /** Whether somebody, here or by the command {@code stop}, wants the run to end. */
    boolean isClosed() {
        return isClosedAt(
                run.state().stageDone() ? run.state().fileSize() : run.source().bytesRead());
    }

    /**
     * The same while the file is read.
     *
     * @param bytes of it that are staged
     */
    boolean isClosedAt(long bytes) {
        if (run.stop().isRequested()) {
            return true;
        }
        RunTable.Border seen = seen();
        run.meter().staged(bytes, run.state().fileSize(), seen);
        return isClosed(seen);
    }

    /** The same while contacts are being changed: too many rejects end the run, too. */
    boolean isClosedToMerge() {
        if (run.stop().isRequested()) {
            return true;
        }
        RunTable.Border seen = seen();
        run.meter().merged(seen);
        if (!run.settings().maxRejects().allows(seen.rejected(), seen.records())) {
            run.stop()
                    .request(
                            Verdict.GUARDED,
                            "--max-rejects: " + seen.rejected() + " of " + seen.records()
                                    + " lines are rejected by now, more than allowed. What was applied stays; the same"
                                    + " command with a higher limit goes on from here");
        }
        return isClosed(seen);
    }

    private boolean isClosed(RunTable.Border seen) {
        if (seen.isAskedToStop()) {
            run.stop().request();
        }
        return run.stop().isRequested();
    }

    private RunTable.Border seen() {
        return connections.here(c -> RunTable.border(c, run.no(), run.epoch()));
    }
}
