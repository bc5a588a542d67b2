package contactimport.job;

import static java.util.Objects.requireNonNull;

/**
 * Guards that the operator has waived with {@code --accept}.
 *
 * @param clears how many values may be emptied
 * @param unsubscribed whether a file of people who unsubscribed may be imported
 */
public record Waived(Allowance clears, boolean unsubscribed) {

    public static final Waived NONE = new Waived(Allowance.NONE, false);

    public Waived {
        requireNonNull(clears);
    }
}
