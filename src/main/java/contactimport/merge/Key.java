package contactimport.merge;

import static java.util.Objects.requireNonNull;

import contactimport.contact.Email;
import contactimport.contact.MatchKey;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A value by which contacts of one account are told apart. E-mails are folded ({@link Email#fold}); an attribute is compared
 * by the JSON text of its string or number.
 */
public record Key(long accountId, MatchKey by, String value) {

    public Key {
        requireNonNull(by);
        requireNonNull(value);
    }

    /** The text by which {@code custom_attributes.KEY} matches, or null if the value is blank or no string or number. */
    public static @Nullable String attributeText(@Nullable Object value) {
        if (value instanceof String s) {
            return contactimport.contact.Text.isBlank(s) ? null : s;
        }
        return value instanceof BigDecimal n ? n.toPlainString() : null;
    }

    /** Values are personal data and never reach a log. */
    @Override
    public String toString() {
        return "Key[" + by + " in account " + accountId + "]";
    }
}
