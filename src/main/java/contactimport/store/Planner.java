package contactimport.store;

import contactimport.contact.Rules;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * The plan step: which lines must stay in the order of the file, because they touch one contact, one link or one key, and which
 * partition merges them. It never decides an outcome; what it finds about contacts is a hint that the merge looks up again.
 *
 * <pre>
 * two lines of one contact                                       → one group
 * a line that gives Ada the phone that Bob holds, a line of Bob  → one group
 * two lines of two contacts that share nothing                   → two groups, perhaps in two partitions
 * </pre>
 *
 * Thread-safe.
 */
public final class Planner {

    /** A partition of fewer rows has no room for {@link Passes}. */
    private static final int ROOMY = 1 << 14;

    /** One look-up by index costs as much as reading so many contacts in a row. */
    private static final int LOOKUP = 10;

    private final DataSource dataSource;
    private final Idle idle;
    private final int lookup;
    private final long room;

    public Planner(DataSource dataSource) {
        this(dataSource, Idle.NONE);
    }

    /** @param idle which lines need no merge */
    public Planner(DataSource dataSource, Idle idle) {
        this(dataSource, idle, LOOKUP, Linked.roomOfHeap());
    }

    /**
     * @param lookup how many contacts are read in the time of one look-up by index: decides which of two ways is taken
     * @param room bytes that it may take to merge in the order of the contacts
     */
    Planner(DataSource dataSource, Idle idle, int lookup, long room) {
        this.dataSource = dataSource;
        this.idle = idle;
        this.lookup = lookup;
        this.room = room;
    }

    /**
     * Assigns every staged row of the run, in one transaction of its own.
     *
     * @param epoch of this launch
     * @param partitions at most so many; one that gets no rows is not made
     * @param threads that merge them
     * @throws StaleRunException if another process has planned the run or taken it over; nothing was changed
     */
    public PlanResult plan(long runNo, int epoch, Rules rules, int partitions, int threads) throws SQLException {
        try (Connection c = dataSource.getConnection()) {
            c.setAutoCommit(false);
            try {
                PlanResult result = plan(c, runNo, epoch, rules, new Shares(partitions, threads));
                c.commit();
                return result;
            } finally {
                // After a commit this undoes nothing.
                c.rollback();
                c.setAutoCommit(true);
            }
        }
    }

    /** With as many threads as partitions. */
    PlanResult plan(long runNo, int epoch, Rules rules, int partitions) throws SQLException {
        return plan(runNo, epoch, rules, partitions, partitions);
    }

    /**
     * @param most partitions
     * @param threads each of which is to have two partitions at the least: no thread waits for long while others have work
     */
    record Shares(int most, int threads) {

        /** Partitions for so many rows: as many as can be, but rather fewer than small ones. */
        int of(int rows) {
            return rows < ROOMY ? most : Math.min(most, Math.max(2 * threads, rows / ROOMY));
        }
    }

    private PlanResult plan(Connection c, long runNo, int epoch, Rules rules, Shares shares) throws SQLException {
        claim(c, runNo, epoch);
        Rows.each(c, Sql.named("plan-settings"), row -> {});
        analyze(c, runNo);
        Duplicates duplicates = new Duplicates(c, runNo, rules);
        duplicates.refuse();
        PlanReader reader = new PlanReader(c, runNo, rules, idle, lookup, room);
        Groups groups = reader.groups();
        duplicates.tell(reader.linksDiffer());
        boolean byContact = linksByContact(c);
        int written;
        try (AssignmentWriter writer = new AssignmentWriter(c, runNo, epoch)) {
            groups.deal(shares.of(groups.busyRows()), byContact ? writer::row : withoutContacts(writer));
            groups.tellIdle(writer::idle);
            written = writer.finish();
        }
        if (groups.busyRows() > 0) {
            analyze(c, runNo);
        }
        return new PlanResult(groups.rows(), written, groups.groups(), groups.largest());
    }

    /** The first statement: two launches cannot both plan. */
    private static void claim(Connection c, long runNo, int epoch) throws SQLException {
        String claim = "update run set plan_done = true where no = ? and epoch = ? and not plan_done";
        if (Rows.update(c, claim, runNo, epoch) != 1) {
            throw new StaleRunException(
                    "run number " + runNo
                            + " is planned already, or another process has taken it over; this one has changed nothing and stops");
        }
    }

    /** To look for a link among those of its contact would then be to read all links. */
    private static Dealt withoutContacts(AssignmentWriter writer) {
        return (part, seq, group, ordinal, line, contact, open) ->
                writer.row(part, seq, group, ordinal, line, LongRows.NULL, open);
    }

    private static boolean linksByContact(Connection c) throws SQLException {
        boolean[] found = new boolean[1];
        Rows.each(c, Sql.named("plan-links-by-contact"), row -> found[0] = row.getBoolean(1));
        return found[0];
    }

    /** The optimizer knows nothing of rows that were just copied, and would loop over them. */
    private static void analyze(Connection c, long runNo) throws SQLException {
        Rows.each(c, "select analyze_run_partitions(?)", row -> {}, runNo);
    }
}
