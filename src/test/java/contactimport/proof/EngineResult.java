package contactimport.proof;

import java.util.Map;

/**
 * What an engine says it did.
 *
 * @param status completed or completed_with_rejects, as in {@code summary.json}
 * @param read records read
 * @param unchanged how many of them were counted as unchanged
 * @param lines by physical line; a line that is missing here counts as unchanged without a warning
 * @param books what absorptions did; null if the engine keeps no books
 */
record EngineResult(String status, long read, long unchanged, Map<Long, LineResult> lines, Books books) {

    EngineResult(String status, long read, long unchanged, Map<Long, LineResult> lines) {
        this(status, read, unchanged, lines, null);
    }
}
