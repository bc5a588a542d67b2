package contactimport.patch;

import contactimport.contact.Reason;
import contactimport.contact.Text;
import contactimport.contact.Warning;
import contactimport.contact.WarningCode;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a value that is not valid.
 *
 * <pre>
 * reject             the line is rejected
 * drop               the field counts as blank; a warning
 * attribute:old_tel  the text goes to custom_attributes.old_tel instead; a warning
 * </pre>
 *
 * @param attribute the key, or null
 */
public record OnInvalid(boolean rejects, @Nullable String attribute) {

    public static final OnInvalid REJECT = new OnInvalid(true, null);
    static final OnInvalid DROP = new OnInvalid(false, null);

    private static final String ATTRIBUTE = "attribute:";

    /** Null if it is none of the three. */
    static @Nullable OnInvalid of(String text) {
        if (text.startsWith(ATTRIBUTE) && text.length() > ATTRIBUTE.length()) {
            return new OnInvalid(false, text.substring(ATTRIBUTE.length()));
        }
        return text.equals("reject") ? REJECT : text.equals("drop") ? DROP : null;
    }

    /** What is said of a value that does not reject its line. */
    public Warning warning(Reason reason) {
        WarningCode code = attribute == null ? WarningCode.VALUE_DROPPED : WarningCode.VALUE_MOVED;
        String where = attribute == null ? "" : ", stored in custom_attributes." + Text.label(attribute);
        return new Warning(code, reason.field(), reason.code() + ": " + reason.detail() + where);
    }

    /** As the operator writes it. */
    String label() {
        return rejects ? "reject" : attribute == null ? "drop" : ATTRIBUTE + attribute;
    }
}
