package contactimport.cli;

import contactimport.job.DatabaseWait;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a command does when its database goes away: a mixin of every command that launches a run. */
final class OutageOptions {

    @Option(
            names = "--wait-for-database",
            paramLabel = "DURATION",
            defaultValue = "15m",
            description =
                    "How long a run waits for a database that goes away, takes no writes, or has run out of disk or"
                            + " connections, such as 90s, 15m or 2h; 0: not at all. Default: ${DEFAULT-VALUE}.")
    private @Nullable String limit;

    DatabaseWait databaseWait() {
        return limit == null ? DatabaseWait.DEFAULT : DatabaseWait.upTo(duration(limit));
    }

    private static Duration duration(String text) {
        try {
            return text.equals("0") ? Duration.ZERO : Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
        } catch (DateTimeException e) {
            throw new UsageFault("--wait-for-database: expected a duration such as 90s, 15m or 2h");
        }
    }
}
