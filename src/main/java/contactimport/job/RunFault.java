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
                        : "run " + run + " is " + status.replace('_', ' ') + ": nothing is left to do"
                                + (status.equals("completed_with_rejects")
                                        ? " but its rejects: correct them, then: contact-import rerun " + run
                                                + " --rejects FILE"
                                        : ""));
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

    static RunFault noRejects(String run, String file) {
        return new RunFault(file + " names no run in a column _import_run: it is no reject file of run " + run
                + "; import it with: contact-import import " + file);
    }

    static RunFault rejectsOfAnother(String file, String run) {
        return new RunFault(file + " holds rejects of run " + run + "; import it with: contact-import rerun " + run
                + " --rejects " + file);
    }

    static RunFault rejectsOfSeveral(String file, String one, String other) {
        return new RunFault(file + " holds rejects of several runs, " + one + " and " + other
                + " among them: put those of each run into a file of their own, and import them one after the other with:"
                + " contact-import import FILE");
    }

    static RunFault rejectsOfNobody(String file) {
        return new RunFault(file + " names a run in its column _import_run that is not in this database (contact-import"
                + " runs lists them); to import it as an ordinary file remove the columns _import_…, then: contact-import import "
                + file);
    }

    static RunFault rejectsPurged(String file, String run) {
        return new RunFault(
                "run " + run + " was purged: what " + file + " corrects cannot be compared any more; to import"
                        + " it as an ordinary file remove the columns _import_…, then: contact-import import " + file);
    }
}
