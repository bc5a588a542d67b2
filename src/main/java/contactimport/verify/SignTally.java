package contactimport.verify;

import java.util.Map;

/**
 * What came of signing a file.
 *
 * @param signed lines that carry the right hash now, also those that had it before
 * @param unsigned the others, by the reason
 * @param kept how many of the others still carry the hash they came with
 */
public record SignTally(long signed, Map<Unsigned, Long> unsigned, long kept) {

    public SignTally {
        unsigned = Map.copyOf(unsigned);
    }

    public long unsignedLines() {
        return unsigned.values().stream().mapToLong(Long::longValue).sum();
    }

    public long lines() {
        return signed + unsignedLines();
    }
}
