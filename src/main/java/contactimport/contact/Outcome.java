package contactimport.contact;

/** What became of a line. Every line has exactly one. */
public enum Outcome {
    UPDATED,
    CREATED,
    MERGED,
    UNCHANGED,
    REJECTED,
    FAILED;

    /** The name in reports and in {@code summary.json}. */
    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
