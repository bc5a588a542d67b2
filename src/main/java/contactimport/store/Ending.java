package contactimport.store;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * How a launch of a run ended.
 *
 * @param status as in {@code summary.json}
 * @param summary JSON text
 * @param error what failed beside single lines; null: nothing
 * @param at by its report, so that one that is written again says the same
 */
public record Ending(
        String status,
        int exitCode,
        String summary,
        @Nullable String error,
        Instant at) {

    public Ending {
        requireNonNull(status);
        requireNonNull(summary);
        requireNonNull(at);
    }

    /** The database would round. */
    OffsetDateTime time() {
        return at.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }
}
