package contactimport.patch;

/** A field of a line that is one text. */
public enum TextField {
    INBOX_IDENTIFIER("inbox_identifier", true),
    CONTACT_IDENTIFIER("contact_identifier", true),
    IDENTIFIER("identifier", true),
    IDENTIFIER_HASH("identifier_hash", true),
    EMAIL("email", false),
    NAME("name", false),
    PHONE_NUMBER("phone_number", false),
    AVATAR_URL("avatar_url", false),
    AVATAR("avatar", false);

    private final String label;
    private final boolean addresses;

    TextField(String label, boolean addresses) {
        this.label = label;
        this.addresses = addresses;
    }

    /** The column's name. */
    public String label() {
        return label;
    }

    /** Whether it is stored in the contact as it is. */
    boolean isWritten() {
        return this == IDENTIFIER || this == EMAIL || this == NAME || this == PHONE_NUMBER;
    }

    /** Whether it says whose patch this is, and with what right: it must then be a text before anything else is checked. */
    boolean addresses() {
        return addresses;
    }
}
