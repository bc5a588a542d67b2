package contactimport.store;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * One undo, as its partitions need it.
 *
 * @param runNo of the undo
 * @param undone number of the run that is undone
 * @param only fields to put back; empty: everything
 * @param check whether nothing is to be changed: everything is written and rolled back
 * @param references columns that point to contacts and that we do not know
 */
public record Undoing(
        long runNo, long undone, List<String> only, boolean check, Platform platform, List<Reference> references) {
    public Undoing {
        requireNonNull(platform);
        only = List.copyOf(only);
        references = List.copyOf(references);
    }
}
