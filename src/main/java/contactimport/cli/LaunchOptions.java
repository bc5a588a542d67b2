package contactimport.cli;

import contactimport.job.Launching;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a run gets its turn beside others: a mixin of the commands that launch one. */
final class LaunchOptions {

    static final String FOR_EVER = "for-ever";

    @Option(
            names = "--wait",
            paramLabel = "DURATION",
            arity = "0..1",
            fallbackValue = FOR_EVER,
            preprocessor = OnlyIfDuration.class,
            description =
                    "Wait for a run that is at work in the same accounts: 90s, 15m, 2h; without a duration: for as"
                            + " long as it takes. Default: exit 6 at once.")
    private @Nullable String wait;

    @Option(
            names = "--allow-publication",
            fallbackValue = "true",
            description = "Run although the database has a publication for all tables, whose subscribers would get our"
                    + " tables' rows.")
    private boolean allowPublication;

    /** @throws UsageFault if the duration is none */
    Launching launching(boolean supersede, boolean newerWins) {
        return new Launching(supersede, patience(), allowPublication, newerWins);
    }

    private Duration patience() {
        if (wait == null || wait.isBlank()) {
            return Duration.ZERO;
        }
        return wait.equals(FOR_EVER) ? Launching.FOR_EVER : duration(wait.strip());
    }

    /** {@code 90s}, {@code 15m}, {@code 2h}, {@code 1d}, or as ISO 8601 has it. */
    private static Duration duration(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        try {
            if (upper.indexOf('-') >= 0) {
                throw new DateTimeParseException("not in the past", text, 0);
            }
            if (upper.matches("\\d+D")) {
                return Duration.parse("P" + upper);
            }
            return Duration.parse(upper.startsWith("P") ? upper : "PT" + upper);
        } catch (DateTimeParseException e) {
            throw new UsageFault("--wait: expected a duration such as 90s, 15m or 2h");
        }
    }
}
