package contactimport.merge;

import static java.util.Objects.requireNonNull;

import contactimport.contact.Outcome;
import java.util.List;

/**
 * What became of one entry that was to be undone.
 *
 * @param outcome updated (something was put back), created or merged (an undo was undone), unchanged (it is as it was before the
 *     run already), rejected (nothing could be put back)
 * @param changes what the undo did to the entry's contact
 * @param kept what it left as it is
 */
public record Undone(Outcome outcome, Changes changes, List<Kept> kept) {
    public Undone {
        requireNonNull(outcome);
        requireNonNull(changes);
        kept = List.copyOf(kept);
    }
}
