package contactimport.store;

import contactimport.contact.Rules;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;

/** Makes the chunk merges of one run, one per partition. */
public final class PartitionMerges {

    private final long runNo;
    private final Rules rules;
    private final Platform platform;
    private final List<Reference> repointed;
    private final PartitionTable partitions;
    private final LockPatience patience;
    private final Yielding yielding;
    private final boolean bulk;

    /**
     * @param repointed references to contacts that we do not know and that the operator wants to follow an absorption
     * @param bulk whether pending lists of indexes may grow long
     */
    public PartitionMerges(
            long runNo,
            Rules rules,
            Platform platform,
            List<Reference> repointed,
            PartitionTable partitions,
            Retry retry,
            Contention contention,
            Yielding yielding,
            boolean bulk) {
        this.runNo = runNo;
        this.rules = rules;
        this.platform = platform;
        this.repointed = List.copyOf(repointed);
        this.partitions = partitions;
        patience = new LockPatience(retry, contention);
        this.yielding = yielding;
        this.bulk = bulk;
    }

    /** @param rows of the partition, by which systematic refusals are told from single ones */
    public ChunkMerge of(long rows) {
        return new ChunkMerge(
                runNo, partitions, new SpanMerge(runNo, rules, platform, repointed, yielding), patience, rows, bulk);
    }

    /** After the work: what is pending in indexes is sorted in, if it is ours to do and nobody else is at it. */
    public void settle(Connection c) throws SQLException {
        if (!bulk) {
            return;
        }
        Savepoint savepoint = c.setSavepoint();
        try {
            Rows.each(c, Sql.named("bulk-flush"), row -> {});
        } catch (SQLException e) {
            if (Transience.of(e) != Transience.AGAIN) {
                throw e;
            }
            // A vacuum, which may take longer than anybody waits for a lock.
            c.rollback(savepoint);
        }
    }
}
