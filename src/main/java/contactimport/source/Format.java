package contactimport.source;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The forms an input can have. */
public enum Format {
    CSV,
    JSONL;

    /** As the operator writes it: {@code csv}, {@code jsonl}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** By the ending of a file's name, or null if it says nothing. */
    static @Nullable Format ofName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".csv")) {
            return CSV;
        }
        return lower.endsWith(".jsonl") || lower.endsWith(".ndjson") || lower.endsWith(".json") ? JSONL : null;
    }

    /** By the first bytes that are not white space: an object begins a JSON line, anything else a CSV header. */
    static Format ofContent(byte[] head) {
        for (byte b : head) {
            if (b != ' ' && (b < '\t' || b > '\r')) {
                return b == '{' ? JSONL : CSV;
            }
        }
        return CSV;
    }
}
