package contactimport.job;

import contactimport.store.RunState;
import java.util.List;

/** Another run is in the way. The message names it and the ways out. Nothing was changed. Exit 6. */
public final class Blocked extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private Blocked(String message) {
        super(message);
    }

    /** @param holder as in {@code run 20261122T020000Z-7f3a} */
    static Blocked atWork(String holder) {
        return new Blocked(holder
                + " is at work in the same accounts, and nothing was changed; wait for it with --wait, or" + " stop it"
                + (holder.startsWith("run ") ? " with: contact-import stop " + holder.substring(4) : ""));
    }

    static Blocked unfinished(RunState run) {
        return new Blocked(
                "run " + run.id() + " (" + run.fileName() + ") is unfinished in the same accounts: no file is"
                        + " imported over it, and nothing was changed. Import the same file again or run: contact-import rerun "
                        + run.id() + " to finish it; contact-import abandon " + run.id()
                        + " or import --supersede to close it");
    }

    static Blocked overtaken(String runId, List<String> later) {
        return new Blocked("run " + runId + " cannot go on: run " + later.get(later.size() - 1)
                + " has changed contacts of the same accounts since, and no older line is applied after a newer file."
                + " contact-import rerun " + runId + " --newer-wins applies what the later run has not written;"
                + " contact-import abandon " + runId + " closes it");
    }

    static Blocked interrupted(String holder) {
        return new Blocked("stopped while waiting for " + holder + "; nothing was changed");
    }
}
