package contactimport.proof;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What became of one line.
 *
 * @param outcome updated, created, merged, unchanged or rejected (an engine may also say failed)
 * @param codes of a rejected line, joined by "; " in rule order; else empty
 * @param warnings codes, sorted; those of a rejected line are not compared
 * @param contact the contact's id, of updated, created and merged lines; negative in the reference if a line created it
 * @param changes column of the contact → its value before and after; of attributes only that they changed; null: not told
 */
record LineResult(
        String outcome, String codes, List<String> warnings, Long contact, Map<String, List<Object>> changes) {

    LineResult(String outcome, String codes, List<String> warnings, Long contact) {
        this(outcome, codes, warnings, contact, null);
    }

    LineResult {
        warnings = warnings.stream().sorted().toList();
    }

    static LineResult rejected(String codes) {
        return new LineResult("rejected", codes, List.of(), null);
    }

    boolean hasContact() {
        return Stream.of("updated", "created", "merged").anyMatch(outcome::equals);
    }

    boolean isRejected() {
        return outcome.equals("rejected");
    }

    @Override
    public String toString() {
        String text = outcome + (codes.isEmpty() ? "" : " " + codes);
        return warnings.isEmpty() ? text : text + " " + warnings;
    }
}
