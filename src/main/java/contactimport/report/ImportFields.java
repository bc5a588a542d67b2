package contactimport.report;

import contactimport.contact.Text;
import contactimport.store.LedgerReader.GivenBack;
import java.util.List;
import java.util.Locale;

/** The four fields that a line given back has beside its own. They are recognised and ignored when it is imported again. */
record ImportFields(String run, long line, String code, String reason) {

    static final List<String> NAMES = List.of("_import_run", "_import_line", "_import_code", "_import_reason");

    /** The code of a line that was never decided: not a reject, nothing is known to be wrong with it. */
    static final String FAILED = "FAILED";

    static ImportFields of(String run, GivenBack line) {
        return new ImportFields(
                run,
                line.line(),
                line.codes() == null ? FAILED : line.codes(),
                line.reason() == null ? "the run ended before this line: rerun it" : line.reason());
    }

    List<String> values() {
        return List.of(run, Long.toString(line), code, reason);
    }

    /** Header names match trimmed and whatever their case. */
    static boolean isOne(String column) {
        return NAMES.contains(Text.trim(column).toLowerCase(Locale.ROOT));
    }

    /** Whether the record could be taken apart at all when it was read. */
    boolean unreadable() {
        return code.startsWith("LINE_UNREADABLE") || code.startsWith("RECORD_TOO_LONG");
    }

    /** Whether the record has, or must be thought to have, another number of cells than the header. */
    boolean wrongCount() {
        return code.startsWith("CELL_COUNT") || code.startsWith("RECORD_TOO_LONG");
    }
}
