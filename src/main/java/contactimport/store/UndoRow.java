package contactimport.store;

import contactimport.contact.Outcome;

/** An entry of the undone run on its way to being undone; {@code before} and {@code after} are JSON texts. */
record UndoRow(
        int seq, int group, long ordinal, long line, Outcome outcome, long contactId, String before, String after) {

    /** Values are personal data and never reach a log. */
    @Override
    public String toString() {
        return "UndoRow[line " + line + ", " + outcome + "]";
    }
}
