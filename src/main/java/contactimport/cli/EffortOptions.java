package contactimport.cli;

import contactimport.job.Effort;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How hard an import presses the database: a mixin of the commands that import. */
final class EffortOptions {

    @Option(
            names = "--bulk",
            fallbackValue = "true",
            description =
                    "For an hour without users: 32 MB of pending entries of the index for searching, instead of 4 MB."
                            + " Quicker, but an update of somebody else may meanwhile wait for half a second.")
    private boolean bulk;

    @Option(
            names = "--max-rate",
            paramLabel = "ROWS/S",
            description = "Merge at most so many rows a second, so that replicas keep up. Default: no limit.")
    private @Nullable Integer maxRate;

    /** @throws UsageFault if the rate is none */
    Effort effort() {
        if (maxRate != null && maxRate < 1) {
            throw new UsageFault("--max-rate: expected at least 1 row a second");
        }
        return new Effort(bulk, maxRate == null ? 0 : maxRate);
    }
}
