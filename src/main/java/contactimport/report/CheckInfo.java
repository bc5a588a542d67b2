package contactimport.report;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a report says about a run that was only a check.
 *
 * @param written whether the platform's own tables were written, and rolled back
 * @param fingerprint of the plan; null if the check did not get to the end
 * @param expected the fingerprint that the operator wants it to have; null: none
 * @param cleared how many values the lines would clear, by field
 * @param unfinished ids of runs that are unfinished in the same accounts: an import would meet them
 */
public record CheckInfo(
        boolean written,
        @Nullable String fingerprint,
        @Nullable String expected,
        Map<String, Long> cleared,
        List<String> unfinished) {

    public CheckInfo {
        cleared = Collections.unmodifiableMap(new TreeMap<>(cleared));
        unfinished = List.copyOf(unfinished);
    }

    /** Whether the plan is another one than the operator wants. */
    public boolean differs() {
        return expected != null && !expected.equalsIgnoreCase(fingerprint);
    }
}
