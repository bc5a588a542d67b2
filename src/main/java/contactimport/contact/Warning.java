package contactimport.contact;

import static java.util.Objects.requireNonNull;

/** One field of one line that was not applied as given. {@code detail} holds no value of the file, but for
 * {@code PHONE_NORMALISED}, whose point it is: it goes to the report and nowhere else.
 */
public record Warning(WarningCode code, String field, String detail) {
    public Warning {
        requireNonNull(code);
        requireNonNull(field);
        requireNonNull(detail);
    }
}
