package contactimport.job;

import java.util.List;

/** A launch ended because the database was away, not because of the run: another one may go on with it. */
final class Outage extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String run;

    /** @param failures everything that failed, at least one */
    Outage(String run, List<Throwable> failures) {
        super(Trouble.sentence(failures), failures.get(0));
        this.run = run;
    }

    String run() {
        return run;
    }
}
