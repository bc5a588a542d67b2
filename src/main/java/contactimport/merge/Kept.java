package contactimport.merge;

import static java.util.Objects.requireNonNull;

import contactimport.contact.Code;

/**
 * Something that an undo left as it is.
 *
 * @param field as in {@code email}, {@code custom_attributes.plan}, {@code contact_inboxes.7}, {@code contact}
 * @param detail why, without a value
 */
public record Kept(Code code, String field, String detail) {
    public Kept {
        requireNonNull(code);
        requireNonNull(field);
        requireNonNull(detail);
    }
}
