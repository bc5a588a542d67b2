package contactimport.contact;

/**
 * Why a line was rejected, in the order in which the rules are checked (the order of the constants is the order in which
 * several codes of one line are joined). {@link #title()} is the sentence of the README's table.
 */
public enum Code {
    LINE_UNREADABLE(
            "The record is malformed: broken CSV quoting, invalid JSON, or bytes that are not in the file's encoding."),
    RECORD_TOO_LONG("The record is longer than the limit (contact-import.max-record-bytes, 1 MB)."),
    CELL_COUNT("The row has more or fewer cells than the header."),
    UNKNOWN_FIELD("A JSON object has a field that no contact patch has."),
    SPREADSHEET_DAMAGE(
            "A key of a corrected line differs from its original as a spreadsheet makes it differ: zeros, + or digits lost."),
    EXCLUDED("The mapping takes only lines that have other values in one of the columns."),
    CLEAR_REFUSED(
            "The line asks to clear what cannot be cleared: a path, a hash, a whole object, or a field that is not overwritten."),
    PATH_MISSING("inbox_identifier or contact_identifier is blank and nothing else says whose patch this is."),
    INBOX_NOT_FOUND("No API inbox of the database has this inbox_identifier."),
    OTHER_ACCOUNT("The inbox belongs to another account than --account."),
    OTHER_INBOX("inbox_identifier differs from --inbox."),
    HMAC_REQUIRED("The line carries no identifier_hash, and the inbox or --hmac require demands one."),
    HMAC_INVALID(
            "identifier_hash is not the HMAC-SHA256 of identifier under the inbox's token, in 64 lower-case hex digits."),
    FIELD_TYPE("A text field of a JSON line holds an object or an array."),
    TEXT_INVALID("A text has a NUL, half a surrogate pair, or more than 255 characters."),
    EMAIL_INVALID("email is not of the form something@something without white space."),
    PHONE_INVALID("phone_number is not E.164: + and 2 to 15 digits, the first not 0."),
    CUSTOM_ATTRIBUTES_INVALID(
            "Attributes are not a JSON object that PostgreSQL's jsonb can hold, or nest deeper than 100."),
    ATTRIBUTE_TYPE("A custom attribute does not fit its type: the mapping's, or the one that the platform defines."),
    AVATAR_INVALID("avatar_url is not an http or https URL of at most 2048 characters."),
    DUPLICATE_LINE(
            "Another line of the file addresses the same contact, and --duplicates says that this one does not count."),
    CONTACT_NOT_FOUND("No contact of the account answers to any of the line's match keys."),
    AMBIGUOUS_MATCH("Several contacts of the account hold one and the same key of the line."),
    SUPERSEDED("A later line or a later run has changed the contact since, and what is newer stays."),
    STORED_VALUE_UNREADABLE("The contact's stored attributes cannot be read, so they cannot be merged without loss."),
    HMAC_IDENTIFIER_MISMATCH("The line's identifier differs from the identifier of the contact it addresses."),
    CONFLICT_IDENTIFIER(
            "The line's identifier belongs to another contact, or two identified contacts would become one."),
    CONFLICT_EMAIL("The line's email belongs to another contact of the account."),
    CONFLICT_PHONE("The line's phone_number belongs to another contact of the account."),
    CONFLICT_SOURCE_ID("The line's contact_identifier already belongs to another contact in this inbox."),
    DATABASE_REFUSED("The database refused the line for a reason that no retry cures: a constraint or a trigger."),
    UNDO_CHANGED_SINCE("Undo: it has been changed since the run, and stays as it is now."),
    UNDO_KEY_TAKEN("Undo: the email, phone_number or identifier that it had belongs to another contact by now."),
    UNDO_CONTACT_GONE("Undo: the contact has been deleted or absorbed since the run."),
    UNDO_REFERRED("Undo: the contact or link that the run made is in use by now, and stays.");

    private final String title;

    Code(String title) {
        this.title = title;
    }

    /** What the code means, in one sentence for an operator. */
    public String title() {
        return title;
    }
}
