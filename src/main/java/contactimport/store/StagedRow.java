package contactimport.store;

import static java.util.Objects.requireNonNull;

import contactimport.verify.VerifiedPatch;

/**
 * An accepted line on its way to the merge.
 *
 * @param ordinal its key in the run
 * @param line the physical line in the file
 * @param seq its place in the partition, 1, 2, 3 …
 * @param group lines of one group can touch each other and are merged in this order
 */
public record StagedRow(long ordinal, long line, int seq, int group, VerifiedPatch patch) {
    public StagedRow {
        requireNonNull(patch);
    }
}
