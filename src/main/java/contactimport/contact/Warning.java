package contactimport.contact;

import static java.util.Objects.requireNonNull;

/** One field of one line that was not applied as given. {@code detail} never holds a value of the file. */
public record Warning(WarningCode code, String field, String detail) {
    public Warning {
        requireNonNull(code);
        requireNonNull(field);
        requireNonNull(detail);
    }
}
