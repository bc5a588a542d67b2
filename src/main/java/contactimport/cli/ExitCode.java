package contactimport.cli;

/** What the program tells the shell. Scripts rely on these. */
final class ExitCode {

    /** Done, no rejects, or accepted ones. */
    static final int DONE = 0;

    /** A fault of ours, or the sums do not hold. */
    static final int FAULT = 1;

    /** Nothing started: usage, configuration, or a file that cannot be read as a whole. */
    static final int NOTHING_STARTED = 2;

    /** Done, with rejects. */
    static final int REJECTS = 3;

    /** A guard stopped it before the first merge; no contact changed. */
    static final int GUARDED = 4;

    /** Part of the way, resumable. */
    static final int PART_WAY = 5;

    /** Another run holds the lock or is unfinished. */
    static final int LOCKED_OUT = 6;

    static final int SIGINT = 130;

    static final int SIGTERM = 143;

    private ExitCode() {}
}
