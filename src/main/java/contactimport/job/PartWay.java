package contactimport.job;

import org.jspecify.annotations.Nullable;

/** A run ended part way and could not even write its report: the database is gone, for instance. Exit 5. */
public final class PartWay extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String runId;

    PartWay(String runId, String why, @Nullable Throwable cause) {
        super(
                "run " + runId + " ended part way: " + why
                        + ". What its chunks have committed stays; to go on from there: contact-import rerun " + runId,
                cause);
        this.runId = runId;
    }

    public String runId() {
        return runId;
    }
}
