package contactimport.store;

import java.sql.Connection;
import java.sql.SQLException;

/** The compare-and-set of an undo's chunks: the same statements that an import's chunks begin and end with. */
final class UndoPositions {

    private final long runNo;
    private final int epoch;

    UndoPositions(long runNo, int epoch) {
        this.runNo = runNo;
        this.epoch = epoch;
    }

    /** @throws StaleRunException if another process has moved on */
    void advance(Connection c, int part, int from, int to) throws SQLException {
        if (Rows.update(c, Sql.named("partition-advance"), to, runNo, part, from, epoch, runNo, epoch) != 1) {
            throw new StaleRunException("partition " + part + " is not at " + from
                    + " any more: another process has taken the undo over; this one has changed nothing and stops");
        }
    }

    void account(Connection c, int part, int position, long decided, long unchanged, long unchangedLines, long rejected)
            throws SQLException {
        Rows.update(
                c, Sql.named("partition-account"), position, decided, unchanged, unchangedLines, rejected, runNo, part);
    }
}
