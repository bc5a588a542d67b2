package contactimport.verify;

/** Why a line gets no hash. */
public enum Unsigned {
    UNREADABLE("an import cannot read"),
    NO_IDENTIFIER("without an identifier"),
    IDENTIFIER_INVALID("whose identifier no contact can have"),
    NO_INBOX("without an inbox_identifier"),
    OTHER_INBOX("for another inbox than that of --inbox"),
    UNKNOWN_INBOX("for an inbox that is not known");

    private final String label;

    Unsigned(String label) {
        this.label = label;
    }

    /** As it follows on "lines". */
    public String label() {
        return label;
    }
}
