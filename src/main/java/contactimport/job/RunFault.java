package contactimport.job;

/** What was asked of a run cannot be done: there is none, or nothing is left of it. One sentence for the operator. Exit 2. */
public final class RunFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private RunFault(String message) {
        super(message);
    }

    static RunFault unknown(String run) {
        return new RunFault("there is no run " + run + " in this database");
    }

    static RunFault ended(String run, String status) {
        return new RunFault(
                status.equals("abandoned")
                        ? "run " + run + " was closed: it is never resumed"
                        : "run " + run + " is " + status.replace('_', ' ') + ": nothing is left to do");
    }

    static RunFault undo(String run, String undone) {
        return new RunFault(
                "run " + run + " is an undo; to go on with it, undo the same again: contact-import undo " + undone);
    }

    static RunFault otherFile(String run, String path) {
        return new RunFault("run " + run + " had not read its file to the end, and " + path
                + " is not that file any more; put it back and import it again, or close the run with: contact-import abandon "
                + run);
    }
}
