package contactimport.job;

import static java.util.Objects.requireNonNull;

/**
 * Guards that the operator has waived with {@code --accept}.
 *
 * @param clears how many values may be emptied
 * @param unsubscribed whether a file of people who unsubscribed may be imported
 * @param drift whether a file may be unlike the earlier ones of its feed, or have another number of lines than expected
 * @param repeat whether a file of a feed may come again
 */
public record Waived(Allowance clears, boolean unsubscribed, boolean drift, boolean repeat) {

    public static final Waived NONE = new Waived(Allowance.NONE, false, false, false);

    public Waived {
        requireNonNull(clears);
    }
}
