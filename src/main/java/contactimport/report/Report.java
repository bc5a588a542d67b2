package contactimport.report;

import contactimport.store.LedgerReader.CodeCount;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A report that was written.
 *
 * @param directory where its files are
 * @param lines of each file but {@code summary.json}, by file name, how many lines of the import it tells about
 * @param duplicates lines that address the same contact; JSON text, null before there was a plan
 */
public record Report(
        RunInfo run,
        Path directory,
        Map<String, Long> lines,
        List<CodeCount> rejects,
        List<CodeCount> warnings,
        @Nullable String duplicates) {

    /** Without a word about duplicates. */
    public Report(
            RunInfo run, Path directory, Map<String, Long> lines, List<CodeCount> rejects, List<CodeCount> warnings) {
        this(run, directory, lines, rejects, warnings, null);
    }

    public Report {
        lines = Collections.unmodifiableMap(new LinkedHashMap<>(lines));
        rejects = List.copyOf(rejects);
        warnings = List.copyOf(warnings);
    }
}
