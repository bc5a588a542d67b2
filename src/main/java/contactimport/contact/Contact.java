package contactimport.contact;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A contact as far as a patch can touch it. Blank text columns stay as the database has them ('' or NULL): a text that would
 * only change from one to the other is no change.
 *
 * @param type 0 visitor, 1 lead, 2 customer
 */
public record Contact(
        long id,
        long accountId,
        @Nullable String name,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String identifier,
        Attributes additional,
        Attributes custom,
        int type,
        @Nullable String location,
        @Nullable String countryCode) {

    public static final int VISITOR = 0;
    public static final int LEAD = 1;

    public Contact {
        requireNonNull(additional);
        requireNonNull(custom);
    }

    /** A contact that exists only in the line that creates it. */
    public static Contact created(long id, long accountId) {
        return new Contact(
                id, accountId, "", null, null, null, Attributes.EMPTY, Attributes.EMPTY, VISITOR, null, null);
    }

    /** Values are personal data and never reach a log. */
    @Override
    public String toString() {
        return "Contact[" + id + "]";
    }
}
