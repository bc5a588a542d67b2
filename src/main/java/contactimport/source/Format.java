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
        if (lower.endsWith(".csv") || lower.endsWith(".tsv") || lower.endsWith(".tab")) {
            return CSV;
        }
        return lower.endsWith(".jsonl") || lower.endsWith(".ndjson") || lower.endsWith(".json") ? JSONL : null;
    }

    /** By the first character that is not white space: an object or an array begins JSON, anything else a CSV header. */
    static Format ofContent(String head) {
        String text = head.stripLeading();
        boolean array = text.startsWith("[") && text.substring(1).stripLeading().startsWith("{");
        return text.startsWith("{") || array ? JSONL : CSV;
    }
}
