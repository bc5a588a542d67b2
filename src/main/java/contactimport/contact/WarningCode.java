package contactimport.contact;

/** A field of a line that was not applied as given although the line itself was; {@link #title()} says it in a sentence. */
public enum WarningCode {
    AVATAR_NOT_STORED("avatar and avatar_url are checked but not stored yet."),
    IDENTIFIER_DROPPED("identifier belongs to another contact and stayed there."),
    EMAIL_DROPPED("email belongs to another contact and stayed there."),
    PHONE_DROPPED("phone_number belongs to another contact and stayed there."),
    SOURCE_ID_DROPPED("contact_identifier belongs to another contact in this inbox and stayed there."),
    EMAIL_CASE_KEPT("the contact's own email differs in case only and another contact holds the lower-case form."),
    NOT_LINKED("the hash is valid, but the contact has no link to this inbox that could be marked verified."),
    SOURCE_ID_GUESSABLE("a link was created whose contact_identifier is short or only digits: it is a bearer key."),
    VALUE_DROPPED("a value that is not valid was left out, as the mapping says."),
    VALUE_MOVED("a value that is not valid was stored in a custom attribute instead, as the mapping says."),
    FIRST_OF_SEVERAL("a cell holds several values, of which the first was taken, as the mapping says."),
    ATTRIBUTE_UNKNOWN(
            "a custom attribute that the account has not defined: stored, but the dashboard does not show it."),
    ATTRIBUTE_RESERVED(
            "a custom attribute has the name of a field of the platform; stored as an attribute all the same."),
    PHONE_NORMALISED(
            "phone_number was written in another form and is stored as E.164; the text as given is beside it."),
    PHONE_EXTENSION_DROPPED("phone_number had an extension, which E.164 cannot hold."),
    UNDO_KEPT("undo: the field stays as it is, although the rest of the entry was put back.");

    private final String title;

    WarningCode(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
