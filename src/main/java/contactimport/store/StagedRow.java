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
 * @param hint whom the line was about when it was read, without a lock
 */
public record StagedRow(long ordinal, long line, int seq, int group, VerifiedPatch patch, Hint hint) {
    public StagedRow {
        requireNonNull(patch);
        requireNonNull(hint);
    }

    /**
     * @param linkId 0 if there was no link, or if only its contact is known
     * @param contactId of the link, whether or not it exists; 0 if there was no link
     * @param openKeys keys that the contact did not hold, whether or not the line names them: 1 identifier, 2 e-mail, 4 phone
     */
    record Hint(long linkId, long contactId, int openKeys) {

        /** Whether the link is to be found by its contact. */
        boolean tellsContactOnly() {
            return linkId == 0 && contactId != 0;
        }
    }
}
